namespace BlueGreen.Postgres.Migrations.Files;

/// <summary>What a script allows that a rehearsal would refuse: <c>-- @allow rule: reason</c>.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Reason">Why.</param>
internal sealed record Allowance(string Rule, string Reason)
{
    public static Allowance? Parse(string argument) =>
        argument.Split(':', 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } rule, { Length: > 0 } reason] ? new(rule, reason) : null;

    public override string ToString() => $"{Rule}: {Reason}";
}
