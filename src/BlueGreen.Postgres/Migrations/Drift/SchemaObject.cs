using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>A part of a schema, such as a table or a column, as it is compared. What is usual is not said: a column that may be null says nothing of it.</summary>
public sealed record SchemaObject
{
    internal SchemaObject(string kind, string name, string? table, ImmutableArray<SchemaProperty> properties) => (Kind, Name, Table, Properties) = (kind, name, table, properties);

    /// <summary>What it is, such as <c>table</c>, <c>column</c>, <c>index</c> or <c>routine</c>.</summary>
    public string Kind { get; }

    /// <summary>Its name as SQL writes it; with the schema, unless it is part of a table.</summary>
    public string Name { get; }

    /// <summary>The table or view of which it is a part, with the schema; null for others.</summary>
    public string? Table { get; }

    /// <summary>What is said of it.</summary>
    public ImmutableArray<SchemaProperty> Properties { get; }

    /// <summary>What it is, in words, such as <c>column public.orders.total</c> or <c>index orders_customer on public.orders</c>.</summary>
    public string Title => this switch
    {
        { Table: null } => $"{Kind} {Name}",
        { Kind: "column" } => $"column {Table}.{Name}",
        _ => $"{Kind} {Name} on {Table}",
    };

    /// <summary>A property's value; null where it is not said.</summary>
    /// <param name="property">Its name.</param>
    public string? this[string property] => Properties.FirstOrDefault(one => one.Name == property)?.Value;

    /// <inheritdoc/>
    public bool Equals(SchemaObject? other) => other is not null && Title == other.Title && Properties.SequenceEqual(other.Properties);

    /// <inheritdoc/>
    public override int GetHashCode() => Title.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Title;
}
