using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Sql;

/// <summary>What was read from a statement's words.</summary>
/// <param name="Kind">What kind it is.</param>
internal sealed record StatementFacts(StatementKind Kind)
{
    /// <summary>The tables that it locks, as far as its words say so.</summary>
    public ImmutableArray<LockTarget> Targets { get; init; } = [];

    /// <summary>The table of an index, or the parent of a partition; null where the words do not say.</summary>
    public string? Table { get; init; }

    /// <summary>The index, the partition, or what is reindexed; null where the words do not say.</summary>
    public string? Object { get; init; }

    /// <summary>What cannot be done with it; null when it can be run.</summary>
    public string? Refusal { get; init; }

    /// <summary>Whether it runs in a transaction.</summary>
    public bool IsTransactional => Kind is StatementKind.Ordinary or StatementKind.Setting;
}
