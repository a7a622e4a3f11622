using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations;

/// <summary>A migration that is code, not SQL. It takes its place among the scripts by the number in its name, and runs in one transaction with its journal row.</summary>
/// <param name="Name">As a script's, without the ending: <c>0043_hash_emails</c>.</param>
/// <param name="Version">Stands in for a checksum: change it never, once the migration was applied.</param>
/// <param name="Up">What it does. It may be called again when the transaction did not get its locks or did not commit.</param>
public sealed record MigrationCode(string Name, string Version, MigrationCodeHandler Up)
{
    /// <summary>Which part of a migration it is. Default: expand. A script of the same name may hold the others.</summary>
    public PostgresMigrationPhase Phase { get; init; }

    /// <summary>Undoes it. Default: null, it cannot be reverted.</summary>
    public MigrationCodeHandler? Down { get; init; }

    /// <summary>The migrations that it needs. Default: none.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];
}
