using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Drift;
using BlueGreen.Postgres.Migrations.Running;
using BlueGreen.Postgres.Migrations.Tracing;

namespace BlueGreen.Postgres.Migrations.Rehearsing;

/// <summary>Rehearses a part: up, down, and up again.</summary>
internal sealed class PartRehearsal(TraceSession session)
{
    private readonly PartTracer _tracer = new(session);

    public async Task<ImmutableArray<RehearsedMigration>> RunAsync(MigrationPart part, CancellationToken cancellationToken)
    {
        var before = await SnapshotAsync(cancellationToken).ConfigureAwait(false);
        var up = await _tracer.TraceAsync(PartWork.Up(part), cancellationToken).ConfigureAwait(false);
        var first = Judge(part, up, isDown: false);
        if (!up.IsComplete || (part.Down is null && part.Code?.Down is null))
        {
            return [first];
        }

        var after = await SnapshotAsync(cancellationToken).ConfigureAwait(false);
        var down = await _tracer.TraceAsync(new(part, part.Down, part.Code?.Down) { IsRevert = true }, cancellationToken).ConfigureAwait(false);
        if (down.IsComplete)
        {
            down = Compare(down, before, await SnapshotAsync(cancellationToken).ConfigureAwait(false), "The down leaves another catalogue than was there before");
            var again = await _tracer.TraceAsync(PartWork.Up(part), cancellationToken).ConfigureAwait(false);
            down = again.IsComplete
                ? Compare(down, after, await SnapshotAsync(cancellationToken).ConfigureAwait(false), "Up, down and up again leave another catalogue than up alone")
                : down with { Findings = [.. down.Findings, .. again.Findings.Select(one => one with { What = $"After its down it does not run again. {one.What}" })] };
        }

        return [first, Judge(part, down, isDown: true)];
    }

    private Task<DatabaseSchema> SnapshotAsync(CancellationToken cancellationToken) =>
        SchemaReader.ReadAsync(session.Connection, new() { JournalSchema = session.Options.JournalSchema, Grants = true, Comments = true }, cancellationToken);

    private static PartTrace Compare(PartTrace trace, DatabaseSchema expected, DatabaseSchema actual, string what)
    {
        var comparison = expected.Compare(actual);
        return comparison.AreEqual
            ? trace
            : trace.With(new("catalogue", TraceSeverity.Refusal, 0, $"{what}:{string.Concat(comparison.Differences.Select(one => $"{Environment.NewLine}        {one}"))}{Environment.NewLine}       ",
                "Let the down undo all that the section before it does, and nothing else."));
    }

    private static RehearsedMigration Judge(MigrationPart part, PartTrace trace, bool isDown) => new()
    {
        Name = part.Name,
        Phase = part.Phase,
        IsDown = isDown,
        Statements = [.. trace.Statements.Select(one => one.ToPublic())],
        Findings = [.. PartJudge.Judge(part, trace, isDown)],
    };
}
