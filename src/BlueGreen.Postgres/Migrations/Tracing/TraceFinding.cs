namespace BlueGreen.Postgres.Migrations.Tracing;

/// <summary>Something that a rehearsal found.</summary>
/// <param name="Id">The rule, as <c>-- @allow</c> names it, such as <c>rewrite</c>.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Line">The statement's line in the file, from 1; 0 for the migration as a whole.</param>
/// <param name="What">What happens, and whom it hurts.</param>
/// <param name="Remedy">How to write it instead; empty where there is nothing to do.</param>
public sealed record TraceFinding(string Id, TraceSeverity Severity, int Line, string What, string Remedy)
{
    /// <summary>Why the script allows it; null where it does not.</summary>
    public string? Allowed { get; init; }

    /// <summary>Whether it stands against the migration.</summary>
    public bool Refuses => Severity == TraceSeverity.Refusal && Allowed is null;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Severity.ToString().ToLowerInvariant()} {Id}{(Line > 0 ? $" in line {Line}" : "")}: {What}{(Allowed is null ? $" {Remedy}".TrimEnd() : $" Allowed: {Allowed}")}";
}
