using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Journal;
using BlueGreen.Postgres.Migrations.Running;

namespace BlueGreen.Postgres.Migrations.Adopting;

/// <summary>Notes by a person's word what was not run here.</summary>
internal sealed class JournalNotes(MigrationSession session)
{
    public async Task<ImmutableArray<string>> NoteAsync(ImmutableArray<Migration> migrations, CancellationToken cancellationToken)
    {
        var ledger = await new MigrationRun(session).ReadAsync(withTexts: false, cancellationToken).ConfigureAwait(false);
        ImmutableArray<MigrationPart> parts = [.. migrations.SelectMany(migration => migration.Parts).Where(ledger.IsPending)];
        await EachAsync(parts, (part, transaction) => session.Journal.RecordAsync(session.Connection, transaction, RecordedPart.Of(part, "baseline", "there before"), cancellationToken), cancellationToken).ConfigureAwait(false);
        return [.. parts.Select(part => part.Name)];
    }

    public async Task<bool> AcceptAsync(ImmutableArray<MigrationPart> parts, CancellationToken cancellationToken)
    {
        var ledger = await new MigrationRun(session).ReadAsync(withTexts: false, cancellationToken).ConfigureAwait(false);
        ImmutableArray<MigrationPart> changed = [.. parts.Where(part => ledger.Row(part.Id) is { IsApplied: true } row && row.Checksum != part.Checksum)];
        await EachAsync(changed, (part, transaction) => session.Journal.AcceptAsync(session.Connection, transaction, part, cancellationToken), cancellationToken).ConfigureAwait(false);
        return !changed.IsEmpty;
    }

    public async Task<bool> ResolveAsync(string part, bool wasDone, CancellationToken cancellationToken)
    {
        var ledger = await new MigrationRun(session).ReadAsync(withTexts: false, cancellationToken).ConfigureAwait(false);
        if (ledger.Rows.FirstOrDefault(row => row.Id.Name == part && row is { IsApplied: false, Marked: true }) is not { } row)
        {
            throw new ArgumentException($"No part '{part}' was interrupted in a statement. The status says which were.", nameof(part));
        }

        await session.RunAsync("", [session.Journal.Step(row.Id, wasDone ? row.Statement + 1 : row.Statement, false)], cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task EachAsync(ImmutableArray<MigrationPart> parts, Func<MigrationPart, Npgsql.NpgsqlTransaction, Task> write, CancellationToken cancellationToken)
    {
        var transaction = await session.BeginAsync("", cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            foreach (var part in parts)
            {
                await write(part, transaction).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
