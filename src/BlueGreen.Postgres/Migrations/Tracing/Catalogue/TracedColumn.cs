namespace BlueGreen.Postgres.Migrations.Tracing.Catalogue;

/// <summary>A column, as it is at a moment of a transaction.</summary>
internal sealed class TracedColumn
{
    public long Relation { get; init; }

    public int Number { get; init; }

    public required string Name { get; init; }

    public required string Type { get; init; }

    public bool IsNotNull { get; init; }

    /// <summary>Whether an INSERT may leave it out: it has a default, is generated or an identity.</summary>
    public bool FillsItself { get; init; }

    public (long Relation, int Number) Key => (Relation, Number);
}
