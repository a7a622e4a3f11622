namespace BlueGreen.Postgres.Migrations.Outside;

/// <summary>What there is of an index.</summary>
internal sealed class IndexState
{
    public required long Oid { get; init; }

    /// <summary>Its name, quoted and with its schema.</summary>
    public required string Name { get; init; }

    public required bool IsValid { get; init; }

    /// <summary>Who builds it now; null when nobody does.</summary>
    public int? Builder { get; init; }
}
