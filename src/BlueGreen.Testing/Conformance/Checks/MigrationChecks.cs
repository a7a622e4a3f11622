namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>What every migration runner promises.</summary>
internal static partial class MigrationChecks
{
    private const string Read = "IMigrationRunner.ReadAsync";
    private const string Migrate = "IMigrationRunner.MigrateAsync";
    private const string Revert = "IMigrationRunner.RevertAsync";

    public static IReadOnlyList<CheckDefinition<MigrationTrial>> All { get; } = [.. Running, .. Reverting, .. Settling];

    private static IEnumerable<CheckDefinition<MigrationTrial>> Running =>
    [
        Trial.Identity<MigrationTrial>(async t => (await t.CreateAsync().ConfigureAwait(false)).Identity),
        new("pending-in-order", "Migrations that are to be run are listed as pending, with their phase, in the order in which they run.", "MigrationStatus.Migrations",
            "Sort as you run.", PendingInOrder),
        new("one-phase-at-a-time", "Only the migrations of the phase that is asked for run, in order; the contract phase is left alone by expand.", Migrate,
            "Filter by phase.", OnePhaseAtATime),
        new("applied-says-by-whom", "An applied migration names the rollout and the operation that ran it.", "MigrationEntry", "Keep both with the history, in the migration's own transaction.", AppliedSaysByWhom),
        new("migrate-is-repeatable", "Repeated under the same operation, also by another process, it runs nothing again and reports what the operation ran.", Migrate,
            "Keep the history in the database.", MigrateIsRepeatable),
        new("nothing-pending-passes", "Where nothing is pending the step passes.", Migrate, "Return a passed report.", NothingPendingPasses),
        new("failure-says-where", "A failing statement is a ProviderException; what came before stays applied, the status says where it failed, the rest is pending.", Migrate,
            "Stop at the first failure and keep what it said.", FailureSaysWhere),
        new("resumes-after-a-failure", "The same operation resumes after the last finished migration.", Migrate, "Skip what is applied.", ResumesAfterAFailure),
        new("runners-keep-each-other-out", "Thread-safe: many runners at once run each migration once.", "IMigrationRunner", "Take a lock of the database on the connection that does the work.", RunnersKeepOut),
        new("away-is-unknown", "A status that could not be read is unknown, with a reason.", Read, "Catch what the database throws and answer Observed.Unknown.", AwayIsUnknown),
        new("away-run-is-transient", "A run that does not reach the database throws ProviderException and says that it may pass.", Migrate, "Wrap what connecting throws in ProviderException.Transient.", AwayRunIsTransient),
        new("cancelled-read-throws", "A read whose token is cancelled already throws OperationCanceledException.", Read, "Do not word a cancellation as unknown.", CancelledRead),
        new("cancelled-run-does-nothing", "A run whose token is cancelled already throws OperationCanceledException and applies nothing.", Migrate, "Look at the token before each statement.", CancelledRun),
    ];

    private static async Task PendingInOrder(MigrationTrial t)
    {
        var entries = await t.ReadAsync(await t.CreateAsync().ConfigureAwait(false)).ConfigureAwait(false);
        foreach (var (phase, names) in new[] { (MigrationPhase.Expand, t.Expand), (MigrationPhase.Contract, t.Fixture.Contract) })
        {
            var listed = entries.Where(entry => entry.Phase == phase && entry.State == MigrationState.Pending).Select(entry => entry.Name).ToArray();
            t.Expect(listed.SequenceEqual(names), $"pending in phase {phase} are [{string.Join(", ", listed)}], not [{string.Join(", ", names)}]");
        }
    }

    private static async Task OnePhaseAtATime(MigrationTrial t)
    {
        var runner = await t.CreateAsync().ConfigureAwait(false);
        await t.MigrateAsync(runner, MigrationPhase.Expand, t.Next("expand")).ConfigureAwait(false);
        await t.ExpectAppliedAsync(runner, t.Expand).ConfigureAwait(false);
        await t.MigrateAsync(runner, MigrationPhase.Contract, t.Next("contract")).ConfigureAwait(false);
        await t.ExpectAppliedAsync(runner, [.. t.Expand, .. t.Fixture.Contract]).ConfigureAwait(false);
    }

    private static async Task AppliedSaysByWhom(MigrationTrial t)
    {
        var runner = await t.CreateAsync().ConfigureAwait(false);
        var operation = t.Next("expand");
        await t.MigrateAsync(runner, MigrationPhase.Expand, operation).ConfigureAwait(false);
        foreach (var entry in (await t.ReadAsync(runner).ConfigureAwait(false)).Where(entry => entry.Phase == MigrationPhase.Expand))
        {
            t.Expect(entry.Rollout == operation.Rollout && entry.Operation == operation.Operation, $"{entry.Name} was run by {entry.Rollout}, {entry.Operation}, not by {operation.Rollout}, {operation.Operation}");
        }
    }

    private static async Task MigrateIsRepeatable(MigrationTrial t)
    {
        var runner = await t.CreateAsync().ConfigureAwait(false);
        var operation = t.Next("expand");
        var first = await t.MigrateAsync(runner, MigrationPhase.Expand, operation).ConfigureAwait(false);
        foreach (var again in new[] { runner, await t.CreateAsync().ConfigureAwait(false) })
        {
            var second = await t.MigrateAsync(again, MigrationPhase.Expand, operation).ConfigureAwait(false);
            t.Expect(second.Findings.Select(finding => finding.Name).SequenceEqual(first.Findings.Select(finding => finding.Name)),
                $"the repeated call reports [{string.Join(", ", second.Findings.Select(finding => finding.Name))}] after [{string.Join(", ", first.Findings.Select(finding => finding.Name))}]");
        }

        await t.ExpectAppliedAsync(runner, t.Expand).ConfigureAwait(false);
    }

    private static async Task NothingPendingPasses(MigrationTrial t)
    {
        var runner = await t.CreateAsync().ConfigureAwait(false);
        await t.MigrateAsync(runner, MigrationPhase.Expand, t.Next("expand")).ConfigureAwait(false);
        await t.MigrateAsync(runner, MigrationPhase.Expand, t.Next("expand")).ConfigureAwait(false);
        await t.ExpectAppliedAsync(runner, t.Expand).ConfigureAwait(false);
    }

    private static async Task FailureSaysWhere(MigrationTrial t)
    {
        var runner = await t.CreateAsync().ConfigureAwait(false);
        await using var broken = (await t.BreakAsync(t.Expand[1]).ConfigureAwait(false)).ConfigureAwait(false);
        var operation = t.Next("expand");
        await t.RefusedAsync("MigrateAsync(Expand)", ct => runner.MigrateAsync(MigrationPhase.Expand, operation, ct)).ConfigureAwait(false);
        var entries = (await t.ReadAsync(runner).ConfigureAwait(false)).ToDictionary(entry => entry.Name);
        t.Expect(entries[t.Expand[0]].State == MigrationState.Applied, $"{t.Expand[0]}, which came before, is {entries[t.Expand[0]].State}");
        t.Expect(entries[t.Expand[1]] is { State: MigrationState.Failed or MigrationState.Interrupted, Detail.Length: > 0 }, $"{t.Expand[1]}, which failed, is {entries[t.Expand[1]].State} with the detail '{entries[t.Expand[1]].Detail}'");
        t.Expect(t.Expand.Skip(2).All(name => entries[name].State == MigrationState.Pending), "migrations after the failing one are not pending");
    }

    private static async Task ResumesAfterAFailure(MigrationTrial t)
    {
        var runner = await t.CreateAsync().ConfigureAwait(false);
        var operation = t.Next("expand");
        await using (var broken = (await t.BreakAsync(t.Expand[1]).ConfigureAwait(false)).ConfigureAwait(false))
        {
            await t.TryAsync("MigrateAsync(Expand)", ct => runner.MigrateAsync(MigrationPhase.Expand, operation, ct)).ConfigureAwait(false);
        }

        t.Note($"mended {t.Expand[1]}");
        await t.MigrateAsync(await t.CreateAsync().ConfigureAwait(false), MigrationPhase.Expand, operation).ConfigureAwait(false);
        await t.ExpectAppliedAsync(runner, t.Expand).ConfigureAwait(false);
    }

    private static async Task RunnersKeepOut(MigrationTrial t)
    {
        var runners = new[] { await t.CreateAsync().ConfigureAwait(false), await t.CreateAsync().ConfigureAwait(false) };
        var operation = t.Next("expand");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(
            () => t.TryAsync("MigrateAsync(Expand)", ct => runners[i % 2].MigrateAsync(MigrationPhase.Expand, operation, ct)), t.Cancellation))).ConfigureAwait(false);
        await t.MigrateAsync(runners[0], MigrationPhase.Expand, operation).ConfigureAwait(false);
        foreach (var name in t.Expand)
        {
            var runs = await t.Fixture.CountRunsAsync(name, t.Cancellation).ConfigureAwait(false) ?? throw Trial.Exempt("the fixture does not override CountRunsAsync");
            t.Expect(runs == 1, $"{name} was run {runs} times");
        }
    }

    private static async Task AwayIsUnknown(MigrationTrial t)
    {
        var runner = await t.CreateAsync().ConfigureAwait(false);
        await using var away = (await t.TakeAwayAsync().ConfigureAwait(false)).ConfigureAwait(false);
        var status = await t.CallAsync("ReadAsync", ct => runner.ReadAsync(t.Next("read"), ct)).ConfigureAwait(false);
        t.Expect(!status.IsKnown, $"ReadAsync answered {status} as known");
    }

    private static async Task AwayRunIsTransient(MigrationTrial t)
    {
        var runner = await t.CreateAsync().ConfigureAwait(false);
        await using var away = (await t.TakeAwayAsync().ConfigureAwait(false)).ConfigureAwait(false);
        await t.RefusedAsync("MigrateAsync(Expand)", ct => runner.MigrateAsync(MigrationPhase.Expand, t.Next("expand"), ct), isTransient: true).ConfigureAwait(false);
    }

    private static async Task CancelledRead(MigrationTrial t)
    {
        var runner = await t.CreateAsync().ConfigureAwait(false);
        await t.CancelledAsync("ReadAsync", ct => runner.ReadAsync(t.Next("read"), ct)).ConfigureAwait(false);
    }

    private static async Task CancelledRun(MigrationTrial t)
    {
        var runner = await t.CreateAsync().ConfigureAwait(false);
        await t.CancelledAsync("MigrateAsync(Expand)", ct => runner.MigrateAsync(MigrationPhase.Expand, t.Next("expand"), ct)).ConfigureAwait(false);
        await t.ExpectAppliedAsync(runner).ConfigureAwait(false);
    }
}
