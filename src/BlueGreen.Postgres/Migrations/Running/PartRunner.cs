using BlueGreen.Postgres.Migrations.Backfilling;
using BlueGreen.Postgres.Migrations.Journal;
using BlueGreen.Postgres.Migrations.Locks;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>Runs a part in one direction, in the manner that fits it, and keeps what went wrong.</summary>
internal sealed class PartRunner
{
    private readonly MigrationSession _session;
    private readonly TransactionRunner _transactions;
    private readonly StepwiseRunner _steps;
    private readonly BackfillRunner _backfills;
    private readonly VerifyRunner _verifications;

    public PartRunner(MigrationSession session)
    {
        var manners = new LockManners(session);
        (_session, _transactions, _steps) = (session, new(session, manners), new(session, manners));
        (_backfills, _verifications) = (new(session), new(session, _transactions));
    }

    /// <param name="work">What to run.</param>
    /// <param name="row">What the journal knows of it.</param>
    /// <param name="cancellationToken">Stops at a statement boundary.</param>
    /// <exception cref="ProviderException">A statement failed, or the locks were not to be had.</exception>
    public async Task RunAsync(PartWork work, JournalRow? row, CancellationToken cancellationToken)
    {
        var watch = new PartWatch(_session.Clock);
        _session.Environment.Logger.PartBegins(work.Part.Name, _session.Database, work.IsRevert);
        try
        {
            await DispatchAsync(work, row, watch, cancellationToken).ConfigureAwait(false);
            if (work.Script?.Statements.Any(statement => statement.Facts.Kind == Sql.StatementKind.Setting) == true)
            {
                await _session.ResetAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is not (OperationCanceledException or InvalidMigrationsException))
        {
            throw await FailedAsync(work, watch, e, cancellationToken).ConfigureAwait(false);
        }

        _session.Environment.Logger.PartEnded(work.Part.Name, _session.Database, watch.Elapsed.TotalMilliseconds);
        _session.Report(new MigrationFinished(work.Part.Name, watch.Elapsed, watch.Attempts));
    }

    private Task DispatchAsync(PartWork work, JournalRow? row, PartWatch watch, CancellationToken cancellationToken) => work switch
    {
        { IsRevert: false, Part.Backfill: { } target, Script.Statements: [var statement] } => _backfills.RunAsync(work, target, statement, row, watch, cancellationToken),
        { IsRevert: false, Part.Phase: PostgresMigrationPhase.Verify } => _verifications.RunAsync(work, watch, cancellationToken),
        { Script.IsTransactional: false } => _steps.RunAsync(work, row, watch, cancellationToken),
        _ => _transactions.RunAsync(work, watch, cancellationToken),
    };

    private async Task<ProviderException> FailedAsync(PartWork work, PartWatch watch, Exception cause, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var isTransactional = work.Script?.IsTransactional != false && work.Part.Backfill is null;
        var failure = cause as ProviderException ?? MigrationFailure.Statement(work.Part.Name, _session.Database, watch.Statement, isTransactional, cause);
        _session.Environment.Logger.PartFailed(work.Part.Name, _session.Database, failure);
        try
        {
            await NoteAsync(work, watch, failure, MigrationFailure.WasAnswered(cause), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (MigrationFailure.Concerns(e) || e is ProviderException or InvalidOperationException)
        {
            _session.Environment.Logger.NoteFailed(work.Part.Name, _session.Database, e);
        }

        return failure;
    }

    private async Task NoteAsync(PartWork work, PartWatch watch, ProviderException failure, bool wasAnswered, CancellationToken cancellationToken)
    {
        if (_session.IsAlive)
        {
            await _session.RunAsync(work.Part.Name, [_session.Journal.Fail(work, _session.Context, watch.Elapsed, failure.Message, wasAnswered)], cancellationToken).ConfigureAwait(false);
        }
    }
}
