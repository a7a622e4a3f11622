namespace BlueGreen.Postgres.Migrations.Sql;

/// <summary>What a runner has to know of a statement.</summary>
internal enum StatementKind
{
    /// <summary>Runs in a transaction.</summary>
    Ordinary,

    /// <summary>Changes a setting of the session.</summary>
    Setting,

    /// <summary>CREATE INDEX CONCURRENTLY.</summary>
    BuildIndex,

    /// <summary>DROP INDEX CONCURRENTLY.</summary>
    DropIndex,

    /// <summary>REINDEX … CONCURRENTLY.</summary>
    Reindex,

    /// <summary>ALTER TABLE … DETACH PARTITION … CONCURRENTLY.</summary>
    DetachPartition,

    /// <summary>Cannot run in a transaction; repeating it is harmless.</summary>
    Maintenance,

    /// <summary>Cannot run in a transaction, and whether it ran cannot be seen.</summary>
    Outside,

    /// <summary>BEGIN, COMMIT and their like: the runner's own business.</summary>
    TransactionControl,

    /// <summary>What only a client such as psql can do, or what would take the runner's lock away.</summary>
    Foreign,
}
