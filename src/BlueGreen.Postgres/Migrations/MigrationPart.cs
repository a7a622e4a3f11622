using BlueGreen.Postgres.Migrations.Files;

namespace BlueGreen.Postgres.Migrations;

/// <summary>What a migration does in one phase: the unit that is run, journaled and reverted.</summary>
internal sealed record MigrationPart
{
    public required string Migration { get; init; }

    public required PostgresMigrationPhase Phase { get; init; }

    public required string Checksum { get; init; }

    public bool IsRepeatable { get; init; }

    /// <summary>What it runs; null where it is code.</summary>
    public MigrationScript? Script { get; init; }

    public MigrationScript? Down { get; init; }

    public BackfillTarget? Backfill { get; init; }

    public MigrationCode? Code { get; init; }

    public MigrationPartId Id => new(Migration, Phase);

    public string Name => Id.Name;

    public MigrationPhase Step => Phase == PostgresMigrationPhase.Contract ? MigrationPhase.Contract : MigrationPhase.Expand;
}
