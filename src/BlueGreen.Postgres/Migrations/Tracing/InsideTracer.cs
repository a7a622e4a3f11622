using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Files;
using BlueGreen.Postgres.Migrations.Running;
using BlueGreen.Postgres.Migrations.Tracing.Catalogue;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Tracing;

/// <summary>Traces a part that is one transaction, and commits it.</summary>
internal sealed class InsideTracer(TraceSession session)
{
    public async Task<PartTrace> TraceAsync(PartWork work, CancellationToken cancellationToken)
    {
        var transaction = await session.Connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var before = await TracedSchema.ReadAsync(session.Connection, transaction, cancellationToken).ConfigureAwait(false);
            var trace = new PartTrace([], before, before);
            if (work.Code is { } code)
            {
                trace = await StepAsync(trace, null, () => code(session.Connection, transaction, cancellationToken), transaction, cancellationToken).ConfigureAwait(false);
            }

            foreach (var statement in work.Script?.Statements ?? [])
            {
                if (trace.IsComplete)
                {
                    trace = ServerWide.Is(statement)
                        ? trace.With(TraceFailure.NotTried(statement))
                        : await StepAsync(trace, statement, () => session.ExecuteAsync(Command(statement), transaction, cancellationToken), transaction, cancellationToken).ConfigureAwait(false);
                }
            }

            if (trace.IsComplete)
            {
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }

            return trace;
        }
    }

    private async Task<PartTrace> StepAsync(PartTrace trace, MigrationStatement? statement, Func<Task> run, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        try
        {
            await run().ConfigureAwait(false);
        }
        catch (PostgresException answer)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return trace.With(TraceFailure.Of(statement, answer));
        }

        var after = await TracedSchema.ReadAsync(session.Connection, transaction, cancellationToken).ConfigureAwait(false);
        var held = await HeldLocks.ReadAsync(session.Connection, session.Connection.ProcessID, transaction, cancellationToken).ConfigureAwait(false);
        var heldBefore = trace.Statements.IsEmpty ? ImmutableHashSet<HeldLock>.Empty : trace.Statements[^1].Held;
        var step = new StatementTrace(statement?.Text ?? "(code)", statement?.Line ?? 1, trace.Before, trace.After, after, heldBefore, held);
        return trace with { Statements = trace.Statements.Add(step), After = after };
    }

    /// <summary>A backfill is one statement over all rows.</summary>
    private static string Command(MigrationStatement statement) =>
        statement.Sql.Contains(ScriptVariables.Batch, StringComparison.Ordinal) ? statement.Sql.Replace(ScriptVariables.Batch, "(true)", StringComparison.Ordinal) : statement.Command;
}
