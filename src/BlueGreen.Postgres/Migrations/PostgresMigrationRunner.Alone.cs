using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Adopting;
using BlueGreen.Postgres.Migrations.Journal;
using BlueGreen.Postgres.Migrations.Planning;
using BlueGreen.Postgres.Migrations.Running;
using Npgsql;

namespace BlueGreen.Postgres.Migrations;

/// <content>What a person or a tool asks of it, outside of a rollout. Such calls carry no token and are guarded by the lock alone.</content>
public sealed partial class PostgresMigrationRunner
{
    /// <summary>Reads which migrations are applied, pending or were left half done. Changes nothing.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ProviderException">The database could not be read.</exception>
    public Task<MigrationStatus> ReadAsync(CancellationToken cancellationToken) => LookAsync("Reading the migrations", async (connection, isThere) => MigrationStatusReader.Read(
        await LedgerAsync(connection, isThere, cancellationToken).ConfigureAwait(false),
        isThere ? await Journal.ReadSessionAsync(connection, cancellationToken).ConfigureAwait(false) : null), cancellationToken);

    /// <summary>Says what a step would run: statement by statement, with locks and fencing, and everything that stands against it. Changes nothing.</summary>
    /// <param name="phase">Which step.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ProviderException">The database could not be read.</exception>
    public Task<MigrationPlan> PlanAsync(MigrationPhase phase, CancellationToken cancellationToken) => LookAsync(
        "Planning migrations", async (connection, isThere) => MigrationPlanner.Plan(await LedgerAsync(connection, isThere, cancellationToken).ConfigureAwait(false), phase), cancellationToken);

    /// <summary>The last things that were done to the database, the newest first.</summary>
    /// <param name="last">How many at most. Default: 10.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="last"/> is not positive.</exception>
    /// <exception cref="ProviderException">The database could not be read.</exception>
    public Task<ImmutableArray<MigrationHistoryEntry>> ReadHistoryAsync(int last = 10, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(last);
        return LookAsync("Reading the history", (connection, isThere) => isThere ? Journal.ReadHistoryAsync(connection, last, cancellationToken) : Task.FromResult(ImmutableArray<MigrationHistoryEntry>.Empty), cancellationToken);
    }

    /// <summary>
    /// Runs a step's pending parts in one transaction and takes all of it back. What cannot be in a transaction is left out and named; a backfill is one statement over all rows. It takes the locks that the
    /// migrations take, and holds them to its end: for a copy of the database, not for the one that serves.
    /// </summary>
    /// <param name="phase">Which step.</param>
    /// <param name="cancellationToken">Stops at a statement boundary.</param>
    /// <returns>A finding for each part; failed at the first that failed.</returns>
    /// <exception cref="InvalidMigrationsException">The set does not go with what was run.</exception>
    /// <exception cref="ProviderException">The database could not be reached.</exception>
    public Task<StepReport> DryRunAsync(MigrationPhase phase, CancellationToken cancellationToken) =>
        WorkAsync("Trying migrations", RunContext.Person, session => new DryRun(session).RunAsync(phase, cancellationToken), cancellationToken);

    /// <summary>Runs a step's pending migrations.</summary>
    /// <param name="phase">Which step.</param>
    /// <param name="cancellationToken">Asks to stop at the next statement boundary.</param>
    /// <exception cref="InvalidMigrationsException">The set does not go with what was run.</exception>
    /// <exception cref="ProviderException">A statement failed; the status says where.</exception>
    public Task<StepReport> MigrateAsync(MigrationPhase phase, CancellationToken cancellationToken) => MigrateAsync(phase, RunContext.Person, cancellationToken);

    /// <summary>Notes migrations as applied without running them: those up to and including one, for a database that has them already.</summary>
    /// <param name="migration">The last of them, such as <c>0042_add_name</c>. All its parts count as applied.</param>
    /// <param name="cancellationToken">Cancels the call; it is all done or nothing.</param>
    /// <returns>What was noted.</returns>
    /// <exception cref="ArgumentException">There is no such migration.</exception>
    /// <exception cref="ProviderException">The database could not be reached.</exception>
    public Task<ImmutableArray<string>> BaselineAsync(string migration, CancellationToken cancellationToken)
    {
        var index = _environment.Set.Names.IndexOf(migration);
        return index >= 0
            ? WorkAsync("Making a baseline", RunContext.Person, session => new JournalNotes(session).NoteAsync(_environment.Set.Migrations[..(index + 1)], cancellationToken), cancellationToken)
            : throw new ArgumentException($"There is no migration '{migration}'. There are {string.Join(", ", _environment.Set.Names)}.", nameof(migration));
    }

    /// <summary>Takes the history that another tool kept in the database for a baseline. Its table is only read.</summary>
    /// <param name="history">The tool's history.</param>
    /// <param name="cancellationToken">Cancels the call; it is all done or nothing.</param>
    /// <exception cref="ProviderException">The database could not be reached, or has no such history.</exception>
    public Task<MigrationAdoption> AdoptAsync(AdoptedHistory history, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(history);
        return WorkAsync($"Adopting the history of {history.Tool}", RunContext.Person, session => new Adoption(session).AdoptAsync(history, cancellationToken), cancellationToken);
    }

    /// <summary>Takes the present text of an applied migration for the one that was applied, such as after its comments were edited. Nothing is run.</summary>
    /// <param name="migration">Its name, such as <c>0042_add_name</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ProviderException">The database could not be reached.</exception>
    public Task AcceptChangesAsync(string migration, CancellationToken cancellationToken) =>
        WorkAsync("Accepting changes", RunContext.Person, session => new JournalNotes(session).AcceptAsync([.. _environment.Set.Parts.Where(part => part.Migration == migration)], cancellationToken), cancellationToken);

    /// <summary>Says whether the statement in which a part was interrupted was done, where the database does not show it.</summary>
    /// <param name="part">The part's name in the status, such as <c>0042_add_name</c>.</param>
    /// <param name="wasDone">Whether it was. It is skipped then; else it is run again.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">No part of that name was interrupted in a statement.</exception>
    /// <exception cref="ProviderException">The database could not be reached.</exception>
    public Task ResolveAsync(string part, bool wasDone, CancellationToken cancellationToken) =>
        WorkAsync("Resolving an interruption", RunContext.Person, session => new JournalNotes(session).ResolveAsync(part, wasDone, cancellationToken), cancellationToken);

    private async Task<MigrationLedger> LedgerAsync(NpgsqlConnection connection, bool isThere, CancellationToken cancellationToken) =>
        new(_environment.Set, isThere ? await Journal.ReadAsync(connection, withTexts: false, cancellationToken).ConfigureAwait(false) : []);

    private async Task<T> LookAsync<T>(string what, Func<NpgsqlConnection, bool, Task<T>> look, CancellationToken cancellationToken)
    {
        var connection = await _opener.ConnectAsync(what, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                return await look(connection, await Journal.ExistsAsync(connection, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (Exception e) when (MigrationFailure.Concerns(e))
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw MigrationFailure.Connecting(what, _environment.Database, e);
            }
        }
    }

    private async Task<T> WorkAsync<T>(string what, RunContext context, Func<MigrationSession, Task<T>> work, CancellationToken cancellationToken, TimeSpan? patience = null)
    {
        var session = await _opener.OpenAsync(what, context, cancellationToken, patience).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            try
            {
                return await work(session).ConfigureAwait(false);
            }
            catch (NpgsqlException e)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw MigrationFailure.Connecting(what, _environment.Database, e);
            }
        }
    }
}
