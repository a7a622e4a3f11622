using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>Finds in what two schemas differ, and says it.</summary>
internal static class SchemaComparer
{
    private const int Longest = 160;

    public static SchemaComparison Compare(DatabaseSchema expected, DatabaseSchema actual) =>
        new([.. Missing(expected, actual, SchemaDifferenceKind.Missing), .. Missing(actual, expected, SchemaDifferenceKind.Unexpected), .. Changed(expected, actual)]);

    private static IEnumerable<SchemaDifference> Missing(DatabaseSchema first, DatabaseSchema second, SchemaDifferenceKind kind)
    {
        var gone = first.Objects.Where(one => second.Find(one.Title) is null).ToList();
        var names = gone.Where(one => one.Table is null).Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        return gone.Where(one => one.Table is null || !names.Contains(one.Table)).Select(one => new SchemaDifference(kind, one.Title, Describe(one)));
    }

    private static ImmutableArray<string> Describe(SchemaObject one) => one.Table is null
        ? []
        : [.. one.Properties.Select(property => property.Name == "definition" ? Short(property.Value) : $"{property.Name} {Short(property.Value)}")];

    private static IEnumerable<SchemaDifference> Changed(DatabaseSchema expected, DatabaseSchema actual) =>
        from was in expected.Objects
        let now = actual.Find(was.Title)
        where now is not null && !was.Equals(now)
        select new SchemaDifference(SchemaDifferenceKind.Changed, was.Title, Changes(was, now));

    private static ImmutableArray<string> Changes(SchemaObject was, SchemaObject now) =>
    [
        .. was.Properties.Concat(now.Properties).Select(property => property.Name).Distinct(StringComparer.Ordinal)
            .Where(name => was[name] != now[name])
            .Select(name => Change(name, was[name] ?? SchemaKinds.Unsaid(name), now[name] ?? SchemaKinds.Unsaid(name))),
    ];

    /// <summary>Both values; of long texts the first line that differs.</summary>
    private static string Change(string name, string was, string now)
    {
        if (was.Length + now.Length <= Longest && !was.Contains('\n', StringComparison.Ordinal) && !now.Contains('\n', StringComparison.Ordinal))
        {
            return $"{name} {was} → {now}";
        }

        var (before, after) = (was.Split('\n'), now.Split('\n'));
        var line = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{name}, line {line + 1}: {Line(before, line)} → {Line(after, line)}";
    }

    private static string Line(string[] lines, int index) => index < lines.Length ? Short(lines[index].Trim()) : "nothing";

    private static string Short(string text) => text.Length <= Longest ? text : $"{text[..Longest]}…";
}
