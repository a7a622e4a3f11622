using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>
/// What of a database belongs to its schema. System schemas, the journal's own, and what extensions made never do. Names may hold <c>*</c> for any characters and <c>?</c> for one.
/// </summary>
public sealed record SchemaScope
{
    /// <summary>The schemas that are looked at. Default: all.</summary>
    public ImmutableArray<string> Schemas { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>
    /// What is left out, by name with schema, such as <c>public.events_2*</c> for partitions that a job makes, or <c>audit.*</c>. Columns, indexes and triggers go with their table. Default: nothing.
    /// </summary>
    public ImmutableArray<string> Except { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Whether partitions count, with what is on them. Default: yes. Say no where a job makes and drops them; the partitioned table still counts.</summary>
    public bool Partitions { get; init; } = true;

    /// <summary>Whether rights count, of all roles but an object's owner. Default: no, because roles differ between servers.</summary>
    public bool Grants { get; init; }

    /// <summary>Whether comments count. Default: no.</summary>
    public bool Comments { get; init; }

    /// <summary>The schema that holds the migrations' journal, which is left out. Default: <c>bluegreen</c>.</summary>
    public string JournalSchema { get; init; } = "bluegreen";

    /// <inheritdoc/>
    public bool Equals(SchemaScope? other) =>
        other is not null && Schemas.SequenceEqual(other.Schemas) && Except.SequenceEqual(other.Except)
        && (Partitions, Grants, Comments, JournalSchema) == (other.Partitions, other.Grants, other.Comments, other.JournalSchema);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Schemas.Length, Except.Length, Partitions, Grants, Comments, JournalSchema);
}
