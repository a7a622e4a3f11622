namespace BlueGreen.Postgres.Migrations.Tracing.Catalogue;

/// <summary>A constraint, as it is at a moment of a transaction.</summary>
internal sealed class TracedConstraint
{
    public long Id { get; init; }

    public required string Name { get; init; }

    public long Relation { get; init; }

    /// <summary>The table that a foreign key names; 0 for others.</summary>
    public long Referenced { get; init; }

    /// <summary>As in <c>pg_constraint.contype</c>.</summary>
    public required string Kind { get; init; }

    public bool IsValidated { get; init; }

    /// <summary>Whether an index begins with the columns of a foreign key.</summary>
    public bool IsIndexed { get; init; }
}
