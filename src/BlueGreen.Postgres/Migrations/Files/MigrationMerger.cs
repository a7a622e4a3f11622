using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Files;

/// <summary>Brings what a file and code say about one migration together, and finds what is there twice.</summary>
internal static class MigrationMerger
{
    public static ImmutableArray<Migration> Merge(IEnumerable<Migration> read, MigrationProblems problems)
    {
        ImmutableArray<Migration> merged = [.. read.GroupBy(migration => migration.Name, StringComparer.Ordinal).Select(group => Merge([.. group], problems))];
        foreach (var twins in merged.Where(migration => migration.Number is not null).GroupBy(migration => migration.Number).Where(group => group.Count() > 1))
        {
            problems.Add(twins.First().Name, $"It has the same number as {string.Join(" and ", twins.Skip(1).Select(migration => migration.Name))}.", "Renumber the one that is not applied anywhere yet.");
        }

        return merged;
    }

    private static Migration Merge(ImmutableArray<Migration> same, MigrationProblems problems)
    {
        ImmutableArray<MigrationPart> parts = [.. same.SelectMany(migration => migration.Parts).OrderBy(part => part.Phase)];
        foreach (var twins in parts.GroupBy(part => part.Phase).Where(group => group.Count() > 1))
        {
            problems.Add(same[0].Name, $"Its part {twins.Key} is there {twins.Count()} times.", "Keep one, in one file or in code.");
        }

        return same[0] with { Needs = [.. same.SelectMany(migration => migration.Needs).Distinct(StringComparer.Ordinal)], Parts = parts };
    }
}
