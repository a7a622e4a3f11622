using System.Collections.Immutable;
using BlueGreen.Sqlite.Connections;
using Microsoft.Data.Sqlite;

namespace BlueGreen.Sqlite.Schema;

/// <summary>The tables, as scripts that each bring a database one version further.</summary>
/// <param name="scripts">The scripts; the first makes version 1.</param>
internal sealed class SqliteSchema(ImmutableArray<string> scripts)
{
    /// <summary>Marks a file as BlueGreen's: the letters "BGjl".</summary>
    private const long ApplicationId = 0x42476A6C;

    /// <summary>What this library knows.</summary>
    public static SqliteSchema Current { get; } = new([SchemaScripts.First]);

    private int Latest => scripts.Length;

    /// <summary>Makes the tables in a new database.</summary>
    public void Create(SqliteConnection connection)
    {
        connection.Run($"PRAGMA application_id = {ApplicationId}");
        using var transaction = connection.BeginTransaction(deferred: false);
        connection.Run("CREATE TABLE schema_version (version INTEGER NOT NULL) STRICT; INSERT INTO schema_version VALUES (0)");
        Upgrade(connection, 0);
        transaction.Commit();
    }

    /// <summary>Checks that a database is ours, and upgrades it in one transaction.</summary>
    /// <returns>The versions before and after.</returns>
    /// <exception cref="ProviderException">It is not ours, or newer than this library.</exception>
    public (int From, int To) Prepare(SqliteConnection connection, string path)
    {
        if ((long)connection.Run("PRAGMA application_id")! != ApplicationId)
        {
            throw ProviderException.Permanent($"The database {path} is not BlueGreen's: another program made it. Name another path.");
        }

        var version = VersionOf(connection, path);
        if (version == Latest)
        {
            return (version, version);
        }

        using var transaction = connection.BeginTransaction(deferred: false);
        var from = VersionOf(connection, path);
        Upgrade(connection, from);
        transaction.Commit();
        return (from, Latest);
    }

    private int VersionOf(SqliteConnection connection, string path)
    {
        var version = (int)(long)connection.Run("SELECT version FROM schema_version")!;
        return version <= Latest
            ? version
            : throw ProviderException.Permanent(
                $"The database {path} has schema version {version}, and this version of BlueGreen.Sqlite knows {Latest} at most: a newer one has used it. Update the package in this program, too.");
    }

    private void Upgrade(SqliteConnection connection, int from)
    {
        foreach (var script in scripts[from..])
        {
            connection.Run(script);
        }

        connection.Run($"UPDATE schema_version SET version = {Latest}");
    }
}
