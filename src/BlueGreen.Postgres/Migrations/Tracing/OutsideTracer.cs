using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Files;
using BlueGreen.Postgres.Migrations.Running;
using BlueGreen.Postgres.Migrations.Tracing.Catalogue;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Tracing;

/// <summary>
/// Traces statements that cannot be in a transaction, from a second session. They are over in a moment on an empty table, so writers of the tables that they name hold them up, and let go once it
/// was seen what they hold and wait for.
/// </summary>
internal sealed class OutsideTracer(TraceSession session)
{
    public async Task<PartTrace> TraceAsync(PartWork work, CancellationToken cancellationToken)
    {
        var before = await TracedSchema.ReadAsync(session.Connection, null, cancellationToken).ConfigureAwait(false);
        var trace = new PartTrace([], before, before);
        foreach (var statement in work.Script!.Statements)
        {
            if (ServerWide.Is(statement))
            {
                trace = trace.With(TraceFailure.NotTried(statement));
                continue;
            }

            trace = await StepAsync(trace, statement, cancellationToken).ConfigureAwait(false);
            if (!trace.IsComplete)
            {
                break;
            }
        }

        return trace;
    }

    private async Task<PartTrace> StepAsync(PartTrace trace, MigrationStatement statement, CancellationToken cancellationToken)
    {
        ImmutableHashSet<HeldLock> seen;
        try
        {
            seen = await RunAsync(statement, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException answer)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return trace.With(TraceFailure.Of(statement, answer));
        }

        var after = await TracedSchema.ReadAsync(session.Connection, null, cancellationToken).ConfigureAwait(false);
        var step = new StatementTrace(statement.Text, statement.Line, trace.After, trace.After, after, [], seen) { IsInside = false };
        return trace with { Statements = trace.Statements.Add(step), After = after };
    }

    private async Task<ImmutableHashSet<HeldLock>> RunAsync(MigrationStatement statement, CancellationToken cancellationToken)
    {
        var sampler = await session.AnotherAsync(cancellationToken).ConfigureAwait(false);
        await using (sampler.ConfigureAwait(false))
        {
            var writers = await HoldingWriters.BeginAsync(session, await NamedTables.ReadAsync(sampler, statement.Sql, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            await using (writers.ConfigureAwait(false))
            {
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                var run = session.ExecuteAsync(statement.Command, null, stop.Token);
                try
                {
                    return await SampleAsync(sampler, writers, run, cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    await stop.CancelAsync().ConfigureAwait(false);
                    await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
    }

    /// <summary>What was seen while a writer held it up; where none did, what was seen by chance.</summary>
    private async Task<ImmutableHashSet<HeldLock>> SampleAsync(NpgsqlConnection sampler, HoldingWriters writers, Task run, CancellationToken cancellationToken)
    {
        var pid = session.Connection.ProcessID;
        var (seen, settled) = (ImmutableHashSet<HeldLock>.Empty, ImmutableHashSet<HeldLock>.Empty);
        while (!run.IsCompleted)
        {
            var blocking = await writers.FindBlockingAsync(sampler, pid, cancellationToken).ConfigureAwait(false);
            var locks = await HeldLocks.ReadAsync(sampler, pid, null, cancellationToken).ConfigureAwait(false);
            seen = seen.Union(locks);
            if (blocking is null)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), session.Clock, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                settled = settled.Union(locks);
                await writers.ReleaseAsync(blocking).ConfigureAwait(false);
            }
        }

        await run.ConfigureAwait(false);
        return settled.IsEmpty ? seen : settled;
    }
}
