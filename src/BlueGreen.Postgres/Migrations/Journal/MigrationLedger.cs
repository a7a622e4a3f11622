using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Files;

namespace BlueGreen.Postgres.Migrations.Journal;

/// <summary>Holds what there is to run against what the journal says was run.</summary>
internal sealed class MigrationLedger
{
    private readonly Dictionary<MigrationPartId, JournalRow> _rows;
    private readonly Dictionary<MigrationPartId, MigrationPart> _parts;

    public MigrationLedger(MigrationSet set, ImmutableArray<JournalRow> rows)
    {
        (Set, Rows) = (set, rows);
        _rows = rows.ToDictionary(row => row.Id);
        _parts = set.Parts.ToDictionary(part => part.Id);
    }

    public MigrationSet Set { get; }

    /// <summary>In the order in which they were applied.</summary>
    public ImmutableArray<JournalRow> Rows { get; }

    public JournalRow? Row(MigrationPartId part) => _rows.GetValueOrDefault(part);

    /// <summary>The part as it is in the set; null where the set does not have it.</summary>
    public MigrationPart? Part(MigrationPartId id) => _parts.GetValueOrDefault(id);

    public bool IsPending(MigrationPart part) => Row(part.Id) is not { IsApplied: true } row || (part.IsRepeatable && row.Checksum != part.Checksum);

    /// <summary>What a step would run, in order.</summary>
    public IEnumerable<MigrationPart> Pending(MigrationPhase step) => Set.Parts.Where(part => part.Step == step && IsPending(part));

    /// <exception cref="InvalidMigrationsException">What is there does not go with what was run; it lists all of it.</exception>
    public void Check(MigrationPhase step)
    {
        var problems = new MigrationProblems();
        CheckChanges(problems);
        CheckStrangers(problems);
        if (step == MigrationPhase.Expand)
        {
            CheckOrder(problems);
        }
        else
        {
            CheckContracts(problems);
        }

        problems.ThrowIfAny();
    }

    private void CheckChanges(MigrationProblems problems)
    {
        foreach (var part in Set.Parts.Where(part => !part.IsRepeatable && Row(part.Id) is { IsApplied: true, Checksum: { } checksum } && checksum != part.Checksum))
        {
            problems.Add(part.Name, "It was changed after it was applied.",
                $"Put back what was applied and write a new migration; or, where the change means nothing, say so with {nameof(PostgresMigrationRunner.AcceptChangesAsync)}.");
        }
    }

    private void CheckStrangers(MigrationProblems problems)
    {
        foreach (var row in Rows.Where(row => !row.IsApplied && !_parts.ContainsKey(row.Id)))
        {
            problems.Add(row.Id.Name, "It is half done, and its file is not there.", "Bring the file back and run it, or revert it with the release that has it.");
        }
    }

    private void CheckOrder(MigrationProblems problems)
    {
        var numbered = Set.Migrations.Where(migration => migration.Number is not null).ToList();
        var last = numbered.FindLastIndex(migration => migration.Parts.Any(part => part.Step == MigrationPhase.Expand && Row(part.Id)?.IsApplied == true));
        foreach (var late in numbered.Take(Math.Max(0, last)).Where(migration => migration.Parts.Any(part => part.Step == MigrationPhase.Expand) && migration.Parts.All(part => Row(part.Id) is null)))
        {
            problems.Add(late.Name, $"It comes before {numbered[last].Name}, which is applied already.", "Give it a number behind that one; elsewhere they would run in another order.");
        }
    }

    private void CheckContracts(MigrationProblems problems)
    {
        foreach (var contract in Pending(MigrationPhase.Contract))
        {
            foreach (var part in Set.Migrations.First(migration => migration.Name == contract.Migration).Parts.Where(part => part.Step == MigrationPhase.Expand && IsPending(part)))
            {
                problems.Add(contract.Name, $"It takes away before {part.Name} is applied.", "Run the expand step first.");
            }
        }
    }
}
