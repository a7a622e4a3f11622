using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>Something in which a schema is not what was expected.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="What">What it is, such as <c>column public.orders.total</c>.</param>
/// <param name="Changes">What changed of it, such as <c>type integer → bigint</c>; what a missing or unexpected column is.</param>
public sealed record SchemaDifference(SchemaDifferenceKind Kind, string What, ImmutableArray<string> Changes)
{
    /// <inheritdoc/>
    public bool Equals(SchemaDifference? other) => other is not null && Kind == other.Kind && What == other.What && Changes.SequenceEqual(other.Changes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, What);

    /// <summary>The difference on one line.</summary>
    public override string ToString() => Kind == SchemaDifferenceKind.Changed ? Body : $"{Kind.ToString().ToLowerInvariant()} {Body}";

    internal string Body => Changes.IsEmpty ? What : Kind == SchemaDifferenceKind.Changed ? $"{What}: {string.Join(", ", Changes)}" : $"{What} ({string.Join(", ", Changes)})";
}
