using System.Globalization;

namespace BlueGreen.Postgres.Migrations;

/// <summary>A session that is in the way of a migration.</summary>
/// <param name="Pid">The process id of its server process, for <c>pg_cancel_backend</c>.</param>
/// <param name="Application">Its <c>application_name</c>.</param>
/// <param name="State">What it does, such as <c>idle in transaction</c>.</param>
/// <param name="Query">Its last statement, at most 200 characters. It may hold data of users.</param>
/// <param name="Age">How old its transaction is; null where this role may not see it.</param>
public sealed record LockBlocker(int Pid, string Application, string State, string Query, TimeSpan? Age)
{
    /// <inheritdoc/>
    public override string ToString() => $"pid {Pid} ({(Application.Length == 0 ? "no application name" : Application)}), {Doing}";

    private string Doing => State.Length == 0
        ? "whose state, statement and age this role may not see (grant it pg_read_all_stats)"
        : $"{State}{(Age is { } age ? $" for {age.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s" : "")}: {Query}";
}
