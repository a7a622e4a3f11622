namespace BlueGreen.Postgres.Metering;

/// <summary>What the server's own statistics say. None of it needs special rights.</summary>
internal static class PresetSql
{
    public const string Connections = """
        select application_name, count(*)::float8 / current_setting('max_connections')::float8
        from pg_stat_activity where datname = current_database() and application_name = any (@names) group by 1
        """;

    /// <summary>The counters once, and the deployments that have a session.</summary>
    public const string Counters = """
        select xact_commit as "Commits", xact_rollback as "Rollbacks", deadlocks as "Deadlocks", blks_hit as "Hits", blks_read as "Reads", stats_reset as "Reset",
            array(select distinct application_name from pg_stat_activity where datname = current_database() and application_name = any (@names)) as "Present"
        from pg_stat_database where datname = current_database()
        """;
}
