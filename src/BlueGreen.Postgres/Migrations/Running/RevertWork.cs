using BlueGreen.Postgres.Migrations.Files;
using BlueGreen.Postgres.Migrations.Journal;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>Finds what undoes a part: the file's down script, because it may have been mended, or the one that the journal kept when it was applied.</summary>
internal static class RevertWork
{
    /// <summary>Null where nothing undoes it and it cannot simply be forgotten.</summary>
    public static PartWork? Of(MigrationLedger ledger, JournalRow row)
    {
        var part = ledger.Part(row.Id) ?? Stored(ledger, row);
        if (part.IsRepeatable && row.Previous is { } previous)
        {
            return new(part, ledger.Set.Parse(row.Id.Name, previous), null) { IsRevert = true, Restores = true, Checksum = MigrationChecksum.Of(previous) };
        }

        if (HasEffect(row, part) && (part.Down is not null || part.Code?.Down is not null))
        {
            return new(part, part.Down, part.Code?.Down) { IsRevert = true };
        }

        var mayBeForgotten = !HasEffect(row, part) || part.Phase != PostgresMigrationPhase.Expand;
        return mayBeForgotten ? new(part, null, null) { IsRevert = true } : null;
    }

    /// <summary>A transaction that failed left nothing; neither did a script of which no statement was begun.</summary>
    private static bool HasEffect(JournalRow row, MigrationPart part) => row.Standing switch
    {
        JournalState.Applied or JournalState.Reverting => true,
        _ => part.Backfill is not null || row.Statement > 0 || row.Marked || part.Script is { AsksForNoTransaction: true },
    };

    private static MigrationPart Stored(MigrationLedger ledger, JournalRow row) => new()
    {
        Migration = row.Migration,
        Phase = row.Id.Phase,
        Checksum = row.Checksum ?? "",
        Script = row.Script is { } script ? ledger.Set.Parse(row.Id.Name, script) : null,
        Down = row.Down is { } down ? ledger.Set.Parse(row.Id.Name, down) : null,
    };
}
