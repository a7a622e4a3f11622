namespace BlueGreen.Postgres.Migrations.Tracing.Catalogue;

/// <summary>A table, index, view or sequence, as it is at a moment of a transaction.</summary>
internal sealed class TracedRelation
{
    public long Id { get; init; }

    public required string Name { get; init; }

    public required string FullName { get; init; }

    /// <summary>As in <c>pg_class.relkind</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The file that holds it; null where none does.</summary>
    public long? File { get; init; }

    /// <summary>How often the transaction has read it from end to end.</summary>
    public long Scans { get; init; }

    /// <summary>The table of an index; null for others.</summary>
    public long? Table { get; init; }

    public bool IsPartition { get; init; }

    public bool IsTable => Kind is "r" or "p" or "f";

    public bool IsIndex => Kind is "i" or "I";

    /// <summary>Whether programs name it: tables and views.</summary>
    public bool IsUsedByName => IsTable || Kind is "v" or "m";

    public string Word => Kind switch { "v" => "view", "m" => "materialized view", "i" or "I" => "index", _ => "table" };
}
