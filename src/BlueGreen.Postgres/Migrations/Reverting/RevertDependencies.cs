using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Files;
using BlueGreen.Postgres.Migrations.Journal;

namespace BlueGreen.Postgres.Migrations.Reverting;

/// <summary>Finds which applied migrations need one, directly or through others.</summary>
internal static class RevertDependencies
{
    public static ImmutableArray<RevertDependency> Of(MigrationLedger ledger, string migration)
    {
        var found = new List<RevertDependency>();
        var reached = new HashSet<string>(StringComparer.Ordinal) { migration };
        foreach (var one in ledger.Set.Migrations.Where(one => one.Parts.Any(part => ledger.Row(part.Id) is not null)))
        {
            var needs = one.Needs.Where(reached.Contains).ToList();
            found.AddRange(needs.Select(needed => new RevertDependency(one.Name, needed)));
            if (needs.Count > 0)
            {
                reached.Add(one.Name);
            }
        }

        return [.. found];
    }

    /// <summary>One problem that says the whole way, instead of one for each step of it.</summary>
    public static void Check(ImmutableArray<RevertDependency> dependencies, string migration, MigrationProblems problems)
    {
        var first = dependencies.Select(one => one.Migration).Distinct(StringComparer.Ordinal).Reverse().ToList();
        if (first.Count > 0)
        {
            problems.Add(migration, $"It is needed: {string.Join(", ", dependencies)}.", $"Revert {string.Join(", then ", first)} first.");
        }
    }
}
