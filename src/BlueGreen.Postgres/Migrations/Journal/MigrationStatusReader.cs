using BlueGreen.Postgres.Migrations.Running;

namespace BlueGreen.Postgres.Migrations.Journal;

/// <summary>Words a ledger as a status.</summary>
internal static class MigrationStatusReader
{
    public static MigrationStatus Read(MigrationLedger ledger, LiveSession? live)
    {
        var applied = ledger.Rows.Where(row => row.IsApplied && ledger.Part(row.Id) is not { } part || (row.IsApplied && !ledger.IsPending(ledger.Part(row.Id)!))).Select(row => Applied(ledger, row));
        var rest = ledger.Set.Parts.Where(ledger.IsPending).Select(part => Pending(part, ledger.Row(part.Id), live));
        var strangers = ledger.Rows.Where(row => !row.IsApplied && ledger.Part(row.Id) is null).Select(row => Entry(row.Id, row, State(row, row.Id.Name, live)));
        return new([.. applied, .. strangers, .. rest]);
    }

    private static MigrationEntry Applied(MigrationLedger ledger, JournalRow row) => Entry(row.Id, row, MigrationState.Applied) with
    {
        Detail = ledger.Part(row.Id) switch
        {
            null => $"{row.Detail ?? "applied"}; the set has no file of it",
            { IsRepeatable: false } part when row.Checksum is { } checksum && checksum != part.Checksum => "its file was changed after it was applied",
            _ => row.Detail,
        },
    };

    private static MigrationEntry Pending(MigrationPart part, JournalRow? row, LiveSession? live) => row switch
    {
        null or { IsApplied: true } => new() { Name = part.Name, Phase = part.Step, State = IsAt(part.Name, live) ? MigrationState.Running : MigrationState.Pending },
        _ => Entry(part.Id, row, State(row, part.Name, live)),
    };

    private static MigrationState State(JournalRow row, string name, LiveSession? live) =>
        IsAt(name, live) ? MigrationState.Running : row.Standing == JournalState.Failed ? MigrationState.Failed : MigrationState.Interrupted;

    private static MigrationEntry Entry(MigrationPartId id, JournalRow row, MigrationState state) => new()
    {
        Name = id.Name,
        Phase = id.Phase == PostgresMigrationPhase.Contract ? MigrationPhase.Contract : MigrationPhase.Expand,
        State = state,
        Rollout = row.Rollout is { } rollout ? new(rollout) : null,
        Operation = row.Operation is { } operation ? new(operation) : null,
        Detail = row.Detail ?? (row.IsApplied ? null : $"{row.Standing.ToString().ToLowerInvariant()}, {row.Statement} statements done"),
    };

    /// <summary>A session that gave its lock back is at nothing any more; the server sees it for a moment longer.</summary>
    private static bool IsAt(string part, LiveSession? live) => live is { HoldsLock: true } && live.ApplicationName == SessionName.Of(part);
}
