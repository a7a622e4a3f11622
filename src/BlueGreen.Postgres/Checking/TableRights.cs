namespace BlueGreen.Postgres.Checking;

/// <summary>A table by the name that the user gave.</summary>
internal sealed class TableRights
{
    public required string Name { get; init; }

    /// <summary>Its name as SQL writes it; null where it is not found.</summary>
    public string? Quoted { get; init; }

    public bool MayUse { get; init; }
}
