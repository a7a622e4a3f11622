using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Sql;

namespace BlueGreen.Postgres.Migrations.Tracing;

/// <summary>What a statement did to the relations that were there before its migration.</summary>
public sealed record TracedStatement
{
    /// <summary>The statement, with variables by name.</summary>
    public required string Text { get; init; }

    /// <summary>Its line in the file, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The locks that it took or waited for, as <c>relation Mode</c>, from RowShare upwards. Those that its transaction held before are not repeated.</summary>
    public ImmutableArray<string> Locks { get; init; } = [];

    /// <summary>The tables and indexes that were written anew.</summary>
    public ImmutableArray<string> Rewritten { get; init; } = [];

    /// <summary>The tables that were read from end to end.</summary>
    public ImmutableArray<string> Scanned { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{SqlSummary.Of(Text)}  [{string.Join("; ", Parts())}]";

    private IEnumerable<string> Parts() =>
        Locks.Concat(Rewritten.Select(one => $"rewrites {one}")).Concat(Scanned.Select(one => $"scans {one}")).DefaultIfEmpty("no locks on what was there");
}
