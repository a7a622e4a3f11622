using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Tracing.Catalogue;

namespace BlueGreen.Postgres.Migrations.Tracing;

/// <summary>What was seen while a part ran in one direction.</summary>
/// <param name="Statements">What ran, in order.</param>
/// <param name="Before">The schema before it.</param>
/// <param name="After">The schema after it.</param>
internal sealed record PartTrace(ImmutableArray<StatementTrace> Statements, TracedSchema Before, TracedSchema After)
{
    /// <summary>What was found besides what rules find.</summary>
    public ImmutableArray<TraceFinding> Findings { get; init; } = [];

    /// <summary>Whether it ran to its end.</summary>
    public bool IsComplete => Findings.All(one => one.Id != "failed");

    public PartTrace With(TraceFinding finding) => this with { Findings = Findings.Add(finding) };
}
