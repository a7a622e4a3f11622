using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>How the runner's session is set up.</summary>
internal static class SessionSettings
{
    /// <summary>
    /// Statements are not cut short, strings are read as the splitter read them, and the server notices within seconds that a runner is gone, also in the middle of a statement, and frees its lock.
    /// </summary>
    private const string Fixed = """
        reset all;
        set standard_conforming_strings = on; set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0; set client_min_messages = warning;
        select set_config(name, value, false)
        from (values ('client_connection_check_interval', '2s'), ('tcp_keepalives_idle', '10'), ('tcp_keepalives_interval', '5'), ('tcp_keepalives_count', '3')) w(name, value)
        where version() ilike '%linux%' and current_setting(name, true) is not null;
        select set_config(name, '0', false) from (values ('transaction_timeout'), ('idle_session_timeout')) w(name) where current_setting(name, true) is not null;
        """;

    public static async Task ApplyAsync(NpgsqlConnection connection, PostgresMigrationOptions options, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(new(Fixed, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        if (options.SearchPath is { } path)
        {
            await connection.ExecuteAsync(new("select set_config('search_path', @path, false)", new { path }, commandTimeout: 0, cancellationToken: cancellationToken)).ConfigureAwait(false);
        }
    }
}
