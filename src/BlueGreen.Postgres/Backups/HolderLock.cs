using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Backups;

/// <summary>Says that the process which works on something lives: an advisory lock on a name, which the server takes back when the process ends, however it ends.</summary>
internal static class HolderLock
{
    /// <summary>The server notices within seconds that the process is gone, also in the middle of a statement, and ends no session because it idles.</summary>
    private const string Settings = """
        select set_config(name, value, false)
        from (values ('client_connection_check_interval', '2s'), ('tcp_keepalives_idle', '10'), ('tcp_keepalives_interval', '5'), ('tcp_keepalives_count', '3')) w(name, value)
        where version() ilike '%linux%' and current_setting(name, true) is not null;
        select set_config(name, '0', false) from (values ('statement_timeout'), ('lock_timeout'), ('idle_session_timeout'), ('idle_in_transaction_session_timeout')) w(name) where current_setting(name, true) is not null;
        """;

    /// <summary>Takes it for as long as the session lasts. The name is one that nobody else has.</summary>
    public static Task<int> TakeAsync(NpgsqlConnection holder, string name, CancellationToken cancellationToken) =>
        holder.ExecuteAsync(new($"{Settings} select pg_advisory_lock({Key("@name")});", new { name }, cancellationToken: cancellationToken));

    /// <summary>Whether somebody holds it, in whichever database of the server.</summary>
    /// <param name="name">An expression of SQL.</param>
    public static string IsHeld(string name) => $"""
        exists (select from pg_locks l where l.locktype = 'advisory' and l.granted and l.objsubid = 1
            and l.classid = (({Key(name)} >> 32) & 4294967295)::oid and l.objid = ({Key(name)} & 4294967295)::oid)
        """;

    private static string Key(string name) => $"hashtextextended('BlueGreen works on ' || {name}, 0)";
}
