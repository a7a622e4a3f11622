using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Files;
using BlueGreen.Postgres.Migrations.Locks;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>Runs one statement of a script and says so.</summary>
internal sealed class StatementRunner(MigrationSession session)
{
    /// <summary>Runs a statement in a transaction, with what waits to be sent before it and with what ends the transaction.</summary>
    public Task InsideAsync(PartWork work, int index, Pipeline pipeline, bool isPolite, PartWatch watch, ImmutableArray<PipelinedCommand> ending, CancellationToken cancellationToken) =>
        AroundAsync(work, index, watch, statement =>
        {
            var targets = statement.Facts.Targets;
            if (isPolite && !targets.IsEmpty)
            {
                pipeline.Add(LockRequest.Of(targets, session.Options.LongTransaction));
            }

            return pipeline.Add(PipelinedCommand.Of(statement.Command)).Add(ending).SendAsync(cancellationToken);
        }, cancellationToken);

    /// <summary>Runs a statement outside of a transaction: to its end, because stopping in the middle would leave half of it behind.</summary>
    public Task OutsideAsync(PartWork work, int index, PartWatch watch, Func<MigrationStatement, Task> run, CancellationToken cancellationToken) =>
        AroundAsync(work, index, watch, run, cancellationToken);

    private async Task AroundAsync(PartWork work, int index, PartWatch watch, Func<MigrationStatement, Task> run, CancellationToken cancellationToken)
    {
        session.Context.Boundary(cancellationToken);
        var statements = work.Script!.Statements;
        watch.Statement = statements[index];
        var began = session.Clock.GetTimestamp();
        session.Report(new StatementStarted(work.Part.Name, index + 1, statements.Length, watch.Statement.Summary));
        await run(watch.Statement).ConfigureAwait(false);
        session.Report(new StatementFinished(work.Part.Name, index + 1, statements.Length, session.Clock.GetElapsedTime(began)));
    }
}
