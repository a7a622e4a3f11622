using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations;

/// <summary>One change of the schema, with all its parts.</summary>
internal sealed record Migration
{
    public required string Name { get; init; }

    /// <summary>Its place; null for a repeatable script, which comes behind all others.</summary>
    public required long? Number { get; init; }

    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>In the order in which they run.</summary>
    public required ImmutableArray<MigrationPart> Parts { get; init; }
}
