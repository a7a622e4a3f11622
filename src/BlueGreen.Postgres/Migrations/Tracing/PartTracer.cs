using BlueGreen.Postgres.Migrations.Running;
using BlueGreen.Postgres.Migrations.Sql;

namespace BlueGreen.Postgres.Migrations.Tracing;

/// <summary>Runs a part in one direction, as a runner would, and says what it did to others.</summary>
internal sealed class PartTracer(TraceSession session)
{
    public async Task<PartTrace> TraceAsync(PartWork work, CancellationToken cancellationToken)
    {
        var trace = await RunAsync(work, cancellationToken).ConfigureAwait(false);
        if (work.Script?.Statements.Any(statement => statement.Facts.Kind == StatementKind.Setting) == true)
        {
            await session.ResetAsync(cancellationToken).ConfigureAwait(false);
        }

        return trace;
    }

    private Task<PartTrace> RunAsync(PartWork work, CancellationToken cancellationToken) => work switch
    {
        { IsRevert: false, Part.Phase: PostgresMigrationPhase.Verify, Script: not null } => new VerifyTracer(session).TraceAsync(work, cancellationToken),
        { Script: { IsTransactional: false } } => new OutsideTracer(session).TraceAsync(work, cancellationToken),
        _ => new InsideTracer(session).TraceAsync(work, cancellationToken),
    };
}
