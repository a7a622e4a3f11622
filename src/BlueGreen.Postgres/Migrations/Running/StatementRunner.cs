using BlueGreen.Postgres.Migrations.Files;
using BlueGreen.Postgres.Migrations.Locks;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>Runs one statement of a script and says so.</summary>
internal sealed class StatementRunner(MigrationSession session, LockManners manners)
{
    /// <summary>Runs a statement in a transaction.</summary>
    public Task InsideAsync(PartWork work, int index, NpgsqlTransaction transaction, bool isPolite, PartWatch watch, CancellationToken cancellationToken) =>
        AroundAsync(work, index, watch, async statement =>
        {
            if (isPolite)
            {
                await manners.LockAsync(statement.Facts.Targets, transaction, cancellationToken).ConfigureAwait(false);
            }

            await session.ExecuteAsync(statement.Command, transaction, cancellationToken).ConfigureAwait(false);
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
