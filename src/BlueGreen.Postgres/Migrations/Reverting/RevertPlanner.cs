using System.Collections.Immutable;
using BlueGreen.Postgres.Migrations.Drift;
using BlueGreen.Postgres.Migrations.Files;
using BlueGreen.Postgres.Migrations.Journal;
using BlueGreen.Postgres.Migrations.Planning;
using BlueGreen.Postgres.Migrations.Running;
using Npgsql;

namespace BlueGreen.Postgres.Migrations.Reverting;

/// <summary>Says what reverting a migration would do. Changes nothing.</summary>
internal sealed class RevertPlanner(MigrationEnvironment environment, NpgsqlConnection connection)
{
    public async Task<RevertPlan> PlanAsync(string migration, CancellationToken cancellationToken)
    {
        var isThere = await environment.Journal.ExistsAsync(connection, cancellationToken).ConfigureAwait(false);
        var ledger = new MigrationLedger(environment.Set, isThere ? await environment.Journal.ReadAsync(connection, withTexts: true, cancellationToken).ConfigureAwait(false) : []);
        var rows = RevertRun.Choose(ledger, row => row.Migration == migration);
        var dependencies = RevertDependencies.Of(ledger, migration);
        var problems = Check(ledger, rows, dependencies, migration);
        ImmutableArray<(JournalRow Row, PartWork Work)> works = [.. rows.Select(row => (Row: row, Work: RevertWork.Of(ledger, row))).Where(one => one.Work is not null).Select(one => (one.Row, one.Work!))];
        ImmutableArray<LossCandidate> candidates = [.. works.SelectMany(one => one.Work.Script?.Statements ?? []).SelectMany(LossReader.Read), .. await MadeAsync(rows, isThere, cancellationToken).ConfigureAwait(false)];
        var losses = await new LossCounter(connection).CountAsync([.. candidates.Distinct()], cancellationToken).ConfigureAwait(false);
        var plan = new RevertPlan
        {
            Migration = migration,
            Downs = [.. works.Select(one => MigrationPlanner.PlanDown(one.Work, one.Row))],
            NeededBy = dependencies,
            UsedBy = await UserFinder.FindAsync(connection, losses, cancellationToken).ConfigureAwait(false),
            Losses = losses,
            Problems = problems,
            Token = "",
        };
        var schema = await SchemaReader.ReadAsync(connection, environment.Options.SchemaScope, cancellationToken).ConfigureAwait(false);
        return plan with { Token = RevertToken.Of(plan, environment.Database, schema.Fingerprint, isThere ? await environment.Journal.ReadLastEventAsync(connection, cancellationToken).ConfigureAwait(false) : 0) };
    }

    private static ImmutableArray<MigrationProblem> Check(MigrationLedger ledger, ImmutableArray<JournalRow> rows, ImmutableArray<RevertDependency> dependencies, string migration)
    {
        var problems = new MigrationProblems();
        if (rows.IsEmpty)
        {
            problems.Add(migration, "It is not applied.", $"The status says what is: {nameof(PostgresMigrationRunner.ReadAsync)}.");
        }

        RevertRun.CheckParts(ledger, rows, problems);
        RevertDependencies.Check(dependencies, migration, problems);
        return problems.ToImmutable();
    }

    /// <summary>The tables and columns that the migration made, by the states that were kept around it: its down removes them, whatever its words are.</summary>
    private async Task<IEnumerable<LossCandidate>> MadeAsync(ImmutableArray<JournalRow> rows, bool isThere, CancellationToken cancellationToken)
    {
        if (!isThere || !await environment.Schemas.ExistsAsync(connection, null, cancellationToken).ConfigureAwait(false))
        {
            return [];
        }

        var made = new List<LossCandidate>();
        foreach (var row in rows.Where(row => row.Id.Phase == PostgresMigrationPhase.Expand && row.IsApplied))
        {
            if (await environment.Schemas.ReadAroundAsync(connection, row.Id, cancellationToken).ConfigureAwait(false) is var (before, after))
            {
                var was = before.ToPublic().Schema;
                made.AddRange(after.ToPublic().Schema.Objects
                    .Where(one => was.Find(one.Title) is null && one.Kind is "table" or "materialized view" or "column")
                    .Select(one => one.Table is { } table ? new LossCandidate(RevertLossKind.Column, table, one.Name) : new LossCandidate(RevertLossKind.Table, one.Name)));
            }
        }

        return made;
    }
}
