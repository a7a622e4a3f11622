using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>The kinds of objects, in the order in which they are written, and what is meant where a property is not said.</summary>
internal static class SchemaKinds
{
    private static readonly ImmutableArray<string> Order =
    [
        "extension", "schema", "enum", "domain", "range", "composite type", "sequence", "table", "foreign table", "view", "materialized view", "routine", "aggregate",
        "column", "constraint", "index", "trigger", "rule", "policy", "statistics",
        "collation", "cast", "operator", "operator class", "event trigger", "publication", "language", "text search configuration", "text search dictionary", "foreign server",
        "identity sequence", "owned sequence", "columns of", "state of", "place of", "owner of", "default privileges", "large objects of", "made as",
    ];

    public static int Rank(string kind) => Order.IndexOf(kind);

    public static bool HasParts(string kind) => kind is "table" or "foreign table" or "view" or "materialized view" or "composite type";

    /// <summary>Takes a line apart into kind and name; null where it does not begin with a kind.</summary>
    public static (string Kind, string Name)? Read(string line) => Order
        .Where(kind => line.StartsWith($"{kind} ", StringComparison.Ordinal))
        .OrderByDescending(kind => kind.Length)
        .Select(kind => ((string, string)?)(kind, line[(kind.Length + 1)..]))
        .FirstOrDefault();

    public static string Unsaid(string property) => property switch
    {
        "nullable" => "yes",
        "persistence" => "permanent",
        "valid" or "enabled" => "yes",
        "row security" or "cycle" => "off",
        "replica identity" => "default",
        _ => "none",
    };
}
