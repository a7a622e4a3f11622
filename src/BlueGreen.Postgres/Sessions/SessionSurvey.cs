using System.Collections.Immutable;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Sessions;

/// <summary>Who is in the database at one moment. Pid, role and name of a session are visible to every role; the rest is not.</summary>
internal sealed record SessionSurvey
{
    private const int MostShown = 5;

    /// <summary>Blue's sessions.</summary>
    public ImmutableArray<SessionRow> Blue { get; init; } = [];

    /// <summary>Sessions without a name, of roles that also have named ones: they may be blue's.</summary>
    public ImmutableArray<SessionRow> Nameless { get; init; } = [];

    /// <summary>How many sessions green has.</summary>
    public int Green { get; init; }

    /// <summary>Why nothing is known; null when it was looked.</summary>
    public string? Failure { get; init; }

    public static async Task<SessionSurvey> LookAsync(NpgsqlConnection session, SessionNames names, CancellationToken cancellationToken)
    {
        if (await session.ExecuteScalarAsync<bool>(new("select pg_is_in_recovery()", commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false))
        {
            return new() { Failure = "It is a standby, which does not show the sessions of the primary. Connect to the primary: name all hosts and set 'Target Session Attributes=primary'." };
        }

        SessionRow[] rows = [.. await session.QueryAsync<SessionRow>(new(
            """
            select pid as "Pid", usename as "Role", application_name as "Application", state as "State", host(client_addr) as "Address",
                extract(epoch from clock_timestamp() - coalesce(state_change, backend_start))::double precision as "Seconds"
            from pg_stat_activity
            where datname = current_database() and usesysid is not null and pid <> pg_backend_pid() and (application_name = any (@known) or coalesce(application_name, '') = '')
            order by pid
            """,
            new { known = names.Green is null ? [names.Blue] : new[] { names.Blue, names.Green } }, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false)];
        var named = rows.Where(row => !string.IsNullOrEmpty(row.Application)).ToArray();
        var roles = named.Select(row => row.Role).ToHashSet(StringComparer.Ordinal);
        return new()
        {
            Blue = [.. named.Where(row => row.Application == names.Blue)],
            Green = named.Count(row => row.Application == names.Green),
            Nameless = [.. rows.Where(row => string.IsNullOrEmpty(row.Application) && roles.Contains(row.Role))],
        };
    }

    /// <summary>Why it cannot be said that blue has no session; null when it can.</summary>
    public string? WhyNot(SessionNames names, bool expectsGreen) => this switch
    {
        { Failure: { } failure } => failure,
        { Blue.Length: > 0 } => $"{Count(Blue, "session")} of blue, called '{names.Blue}': {Show(Blue)}. A pool keeps idle connections: set 'Minimum Pool Size=0' and a short 'Connection Idle Lifetime' in blue's connection string, keep its "
            + "health endpoint and its jobs away from the database, or stop blue",
        { Nameless.Length: > 0 } => $"{Count(Nameless, "session")} without an application_name, which may be blue's: {Show(Nameless)}. Set 'Application Name' in their connection string, or end them",
        { Green: 0 } when expectsGreen => $"nobody is called '{names.Blue}', as blue's sessions are to be, but neither is anybody called '{names.Green}', as green's are to be: names prove nothing here. Set 'Application Name' in the connection "
            + $"strings as NameOf says; or, where green may be without a connection, set {nameof(PostgresSessionOptions.ExpectGreen)} to false",
        _ => null,
    };

    private static string Count(ImmutableArray<SessionRow> rows, string what) => rows.Length == 1 ? $"1 {what}" : $"{rows.Length} {what}s";

    private static string Show(ImmutableArray<SessionRow> rows) => $"{string.Join("; ", rows.Take(MostShown))}{(rows.Length > MostShown ? $"; and {rows.Length - MostShown} more" : "")}";
}
