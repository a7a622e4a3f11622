using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Backups;

/// <summary>The sessions of <c>pg_dump</c> and <c>pg_restore</c>. A program goes on when the process that started it was killed; by its name, under which that process held a lock, it is known and ended.</summary>
internal static class ProgramSessions
{
    private const int Digits = 24;

    /// <summary>Ends those that processes left behind that were killed, and names those to come.</summary>
    /// <param name="holder">The program's sessions are good for as long as this one lasts.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What the program's sessions have to be called.</returns>
    public static async Task<string> BeginAsync(NpgsqlConnection holder, CancellationToken cancellationToken)
    {
        await EndOrphansAsync(holder, cancellationToken).ConfigureAwait(false);
        var name = $"{BackupSource.ApplicationName} {Guid.NewGuid().ToString("n")[..Digits]}";
        await HolderLock.TakeAsync(holder, name, cancellationToken).ConfigureAwait(false);
        return name;
    }

    public static Task<int> EndOrphansAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => connection.ExecuteAsync(new(
        $"""
        select pg_terminate_backend(a.pid) from pg_stat_activity a
        where a.application_name ~ '^{BackupSource.ApplicationName} [0-9a-f]+$' and a.usename = session_user and not {HolderLock.IsHeld("a.application_name")}
        """, cancellationToken: cancellationToken));

    public static Task<int> EndAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken) => connection.ExecuteAsync(new(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = @name and pid <> pg_backend_pid()", new { name }, cancellationToken: cancellationToken));
}
