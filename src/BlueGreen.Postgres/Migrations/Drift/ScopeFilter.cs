using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>Leaves out what a scope leaves out.</summary>
internal sealed class ScopeFilter(SchemaScope scope)
{
    private readonly ImmutableArray<Regex> _schemas = [.. scope.Schemas.Select(Pattern)];
    private readonly ImmutableArray<Regex> _except = [.. scope.Except.Select(Pattern)];

    public IEnumerable<SchemaObject> Apply(ImmutableArray<SchemaObject> all)
    {
        var partitions = scope.Partitions ? [] : all.Where(one => one["partition of"] is not null).Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        return all.Where(one => IsIn(one.Table ?? one.Name, one.Kind) && !partitions.Contains(one.Table ?? one.Name)).Select(Trim);
    }

    private bool IsIn(string name, string kind)
    {
        var isPlaced = kind != "extension";
        var schema = kind == "schema" ? name : QualifiedName.SchemaOf(name);
        return schema != scope.JournalSchema
            && (!isPlaced || _schemas.IsEmpty || _schemas.Any(pattern => pattern.IsMatch(schema)))
            && !_except.Any(pattern => pattern.IsMatch(kind == "schema" ? $"{name}." : name));
    }

    private SchemaObject Trim(SchemaObject one) => one.Properties.Any(property => !Counts(property))
        ? new(one.Kind, one.Name, one.Table, [.. one.Properties.Where(Counts)])
        : one;

    private bool Counts(SchemaProperty property) => property.Name switch { "grants" => scope.Grants, "comment" => scope.Comments, _ => true };

    private static Regex Pattern(string name) =>
        new($"^{Regex.Escape(name).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal)}$", RegexOptions.CultureInvariant | RegexOptions.Singleline);
}
