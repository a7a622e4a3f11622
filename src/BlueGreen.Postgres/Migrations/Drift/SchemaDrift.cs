namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>How far the schema of a database is from what its migrations left.</summary>
public sealed record SchemaDrift
{
    /// <summary>What is there.</summary>
    public required DatabaseSchema Actual { get; init; }

    /// <summary>What is expected; null where nothing was kept yet.</summary>
    public KeptSchema? Expected { get; init; }

    /// <summary>Why nothing can be said; null where it can. A run that was interrupted between a migration and its keeping, or in the middle of one, leaves nothing to compare with.</summary>
    public string? Unknown { get; init; }

    /// <summary>In what they differ; null where nothing can be said.</summary>
    public SchemaComparison? Differences { get; init; }

    /// <summary>Whether there is drift, as far as can be said.</summary>
    public bool IsThere => Differences is { AreEqual: false };

    /// <summary>The drift as a text for people.</summary>
    public override string ToString() => Unknown is { } why ? $"not compared: {why}" : $"{Differences}  expected is {Expected}{Environment.NewLine}";
}
