namespace BlueGreen.Benchmarks.Migrations.Migrators;

/// <summary>One who brings a database up to date, from its scripts on disk to the last commit.</summary>
internal interface IMigrator
{
    string Name { get; }

    /// <summary>Runs what is pending, on a connection or several of its own.</summary>
    Task MigrateAsync(string connectionString, Scripts scripts);
}
