using BlueGreen.Postgres.Migrations.Tracing.Catalogue;

namespace BlueGreen.Postgres.Migrations.Tracing.Rules;

/// <summary>A foreign key without an index makes every DELETE of the referenced table read all of the referencing one.</summary>
internal static class ForeignKeyIndexRule
{
    public static IEnumerable<TraceFinding> Check(TracedSchema before, TracedSchema after) =>
        after.Constraints.Values
            .Where(one => one is { Kind: "f", IsIndexed: false } && !before.Constraints.ContainsKey(one.Id))
            .OrderBy(one => one.Name, StringComparer.Ordinal)
            .Select(one => new TraceFinding(
                "foreign-key-index", TraceSeverity.Warning, 0,
                $"No index of {after.NameOf(one.Relation)} begins with the columns of {one.Name}: each DELETE and each change of a key in {after.NameOf(one.Referenced)} reads all of it.",
                "Build one with CREATE INDEX CONCURRENTLY."));
}
