using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Tracing;

namespace BlueGreen.Postgres.Migrations.Rehearsing;

/// <summary>A part of a migration that was rehearsed in one direction.</summary>
public sealed record RehearsedMigration
{
    /// <summary>The part's name, such as <c>0042_add_name</c> or <c>0042_add_name.contract</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Which part it is.</summary>
    public required PostgresMigrationPhase Phase { get; init; }

    /// <summary>Whether it was undone by its <c>@down</c>.</summary>
    public bool IsDown { get; init; }

    /// <summary>What ran, and what it did to the relations that were there before.</summary>
    public ImmutableArray<TracedStatement> Statements { get; init; } = [];

    /// <summary>What was found, in the order of the statements.</summary>
    public ImmutableArray<TraceFinding> Findings { get; init; } = [];

    /// <summary>The weightiest finding that the script does not allow; a note where there is none.</summary>
    public TraceSeverity Verdict => Findings.Where(one => one.Allowed is null).Select(one => one.Severity).DefaultIfEmpty().Max();

    internal string Title => IsDown ? $"{Name}, down" : Name;
}
