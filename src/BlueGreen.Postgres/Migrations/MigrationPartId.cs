namespace BlueGreen.Postgres.Migrations;

/// <summary>Names a part of a migration.</summary>
internal readonly record struct MigrationPartId(string Migration, PostgresMigrationPhase Phase)
{
    public string Name => Phase == PostgresMigrationPhase.Expand ? Migration : $"{Migration}.{Phase.ToString().ToLowerInvariant()}";

    public override string ToString() => Name;
}
