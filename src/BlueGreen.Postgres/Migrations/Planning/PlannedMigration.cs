using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Planning;

/// <summary>A part that would be run.</summary>
public sealed record PlannedMigration
{
    /// <summary>The part's name, such as <c>0042_add_name</c> or <c>0042_add_name.backfill</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Which part it is.</summary>
    public required PostgresMigrationPhase Phase { get; init; }

    /// <summary>What it runs; empty where it is code.</summary>
    public required ImmutableArray<PlannedStatement> Statements { get; init; }

    /// <summary>Whether it can be reverted while its contract has not run.</summary>
    public required bool IsRevertible { get; init; }

    /// <summary>What its script allows that a rehearsal would refuse, as <c>rule: reason</c>.</summary>
    public ImmutableArray<string> Allowances { get; init; } = [];

    /// <summary>What was begun before; null where nothing was.</summary>
    public string? Resumes { get; init; }
}
