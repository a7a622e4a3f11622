using System.Collections.Immutable;

namespace BlueGreen.Postgres.Migrations.Files;

/// <summary>Puts migrations in order: what is needed first, then by number, repeatable scripts by name behind all others.</summary>
internal static class MigrationOrder
{
    public static ImmutableArray<Migration> Sort(ImmutableArray<Migration> migrations, MigrationProblems problems)
    {
        var ordered = migrations
            .OrderBy(migration => migration.Number is null).ThenBy(migration => migration.Number).ThenBy(migration => migration.Name, StringComparer.Ordinal).ToArray();
        var names = ordered.ToDictionary(migration => migration.Name, StringComparer.Ordinal);
        var sorted = ImmutableArray.CreateBuilder<Migration>(ordered.Length);
        var placed = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new List<Migration>();
        foreach (var migration in ordered)
        {
            CheckNeeds(migration, names, problems);
            waiting.Add(migration);
            while (waiting.Find(one => one.Needs.All(need => placed.Contains(need) || !names.ContainsKey(need))) is { } next)
            {
                waiting.Remove(next);
                placed.Add(next.Name);
                sorted.Add(next);
            }
        }

        if (waiting.Count > 0)
        {
            problems.Add(waiting[0].Name, $"It needs itself, by way of {string.Join(", ", waiting.Select(migration => migration.Name))}.", "Take one @needs out of the circle.");
        }

        return sorted.ToImmutable();
    }

    private static void CheckNeeds(Migration migration, Dictionary<string, Migration> names, MigrationProblems problems)
    {
        foreach (var need in migration.Needs)
        {
            if (!names.TryGetValue(need, out var other))
            {
                problems.Add(migration.Name, $"It needs '{need}', which is not there.", "Correct the name in @needs, without the ending.");
            }
            else if (other.Number is null && migration.Number is not null)
            {
                problems.Add(migration.Name, $"It needs '{need}', which is repeatable and runs behind all numbered ones.", "Give what it needs a number.");
            }
        }
    }
}
