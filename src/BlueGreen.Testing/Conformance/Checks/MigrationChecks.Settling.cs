namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>Undoing and settling runs.</summary>
internal static partial class MigrationChecks
{
    private const string Cancel = "IMigrationRunner.CancelAsync";

    private static IEnumerable<CheckDefinition<MigrationTrial>> Reverting =>
    [
        new("revert-undoes-expand", "What this rollout's expand applied is undone, and can be applied again.", Revert, "Run the down scripts in reverse order, and mark the migrations as pending.", RevertUndoesExpand),
        new("revert-is-repeatable", "Reverting again, or where nothing was applied, is harmless.", Revert, "Undo what is there, and pass where there is nothing.", RevertIsRepeatable),
        new("revert-leaves-others", "What another rollout applied stays.", Revert, "Undo only what names the operation's rollout.", RevertLeavesOthers),
        new("revert-undoes-half-done", "What this rollout left half done is undone, too.", Revert, "Undo failed and interrupted migrations as well.", RevertUndoesHalfDone),
        new("cancelled-revert-does-nothing", "Reverting under a token that is cancelled already throws OperationCanceledException and undoes nothing.", Revert, "Look at the token before each statement.", CancelledRevert),
    ];

    private static IEnumerable<CheckDefinition<MigrationTrial>> Settling =>
    [
        new("settling-nothing-is-harmless", "Settling a run that never began, or has ended, is harmless, and undoes nothing.", Cancel, "Treat what does not run as settled.", SettlingNothing),
        new("settled-run-stays-out", "A run that arrives after it was settled applies nothing: it throws ProviderException.", Cancel,
            "Keep the settling's token, and check it in the migration's own transaction.", SettledRunStaysOut),
        new("settling-ends-the-run", "When a running operation is settled by another process, no statement of it is running or will run.", Cancel,
            "End its session; return when it is gone.", SettlingEndsTheRun),
        new("interrupted-run-stops", "A run that is cancelled midway throws OperationCanceledException, runs no further migration, and can be repeated.", Migrate,
            "Look at the token between statements, and pass it on to those that wait.", InterruptedRunStops),
    ];

    private static async Task RevertUndoesExpand(MigrationTrial t)
    {
        var runner = await t.CreateAsync().ConfigureAwait(false);
        await t.MigrateAsync(runner, MigrationPhase.Expand, t.Next("expand")).ConfigureAwait(false);
        await t.RevertAsync(runner, t.Next("revert")).ConfigureAwait(false);
        await t.ExpectAppliedAsync(runner).ConfigureAwait(false);
        await t.MigrateAsync(runner, MigrationPhase.Expand, t.Next("expand")).ConfigureAwait(false);
        await t.ExpectAppliedAsync(runner, t.Expand).ConfigureAwait(false);
    }

    private static async Task RevertIsRepeatable(MigrationTrial t)
    {
        var runner = await t.CreateAsync().ConfigureAwait(false);
        var operation = t.Next("revert");
        await t.RevertAsync(runner, operation).ConfigureAwait(false);
        await t.MigrateAsync(runner, MigrationPhase.Expand, t.Next("expand")).ConfigureAwait(false);
        var again = t.Next("revert");
        await t.RevertAsync(runner, again).ConfigureAwait(false);
        await t.RevertAsync(await t.CreateAsync().ConfigureAwait(false), again).ConfigureAwait(false);
        await t.ExpectAppliedAsync(runner).ConfigureAwait(false);
    }

    private static async Task RevertLeavesOthers(MigrationTrial t)
    {
        var runner = await t.CreateAsync().ConfigureAwait(false);
        await t.MigrateAsync(runner, MigrationPhase.Expand, t.Next("expand") with { Rollout = new("another-rollout") }).ConfigureAwait(false);
        await t.RevertAsync(runner, t.Next("revert")).ConfigureAwait(false);
        await t.ExpectAppliedAsync(runner, t.Expand).ConfigureAwait(false);
    }

    private static async Task RevertUndoesHalfDone(MigrationTrial t)
    {
        var runner = await t.CreateAsync().ConfigureAwait(false);
        await using (var broken = (await t.BreakAsync(t.Expand[1]).ConfigureAwait(false)).ConfigureAwait(false))
        {
            await t.TryAsync("MigrateAsync(Expand)", ct => runner.MigrateAsync(MigrationPhase.Expand, t.Next("expand"), ct)).ConfigureAwait(false);
        }

        await t.RevertAsync(runner, t.Next("revert")).ConfigureAwait(false);
        await t.ExpectAppliedAsync(runner).ConfigureAwait(false);
        var left = (await t.ReadAsync(runner).ConfigureAwait(false)).Where(entry => entry.State != MigrationState.Pending).ToArray();
        t.Expect(left.Length == 0, $"left over: {string.Join(", ", left.Select(entry => $"{entry.Name} {entry.State}"))}");
    }

    private static async Task CancelledRevert(MigrationTrial t)
    {
        var runner = await t.CreateAsync().ConfigureAwait(false);
        await t.MigrateAsync(runner, MigrationPhase.Expand, t.Next("expand")).ConfigureAwait(false);
        await t.CancelledAsync("RevertAsync", ct => runner.RevertAsync(t.Next("revert"), ct)).ConfigureAwait(false);
        await t.ExpectAppliedAsync(runner, t.Expand).ConfigureAwait(false);
    }

    private static async Task SettlingNothing(MigrationTrial t)
    {
        var runner = await t.CreateAsync().ConfigureAwait(false);
        var never = t.Next("expand");
        await t.CancelAsync(runner, never).ConfigureAwait(false);
        await t.CancelAsync(runner, never).ConfigureAwait(false);
        var run = t.Next("expand");
        await t.MigrateAsync(runner, MigrationPhase.Expand, run).ConfigureAwait(false);
        await t.CancelAsync(await t.CreateAsync().ConfigureAwait(false), run).ConfigureAwait(false);
        await t.ExpectAppliedAsync(runner, t.Expand).ConfigureAwait(false);
    }

    private static async Task SettledRunStaysOut(MigrationTrial t)
    {
        var runner = await t.CreateAsync().ConfigureAwait(false);
        var run = t.Next("expand");
        await t.CancelAsync(await t.CreateAsync().ConfigureAwait(false), run).ConfigureAwait(false);
        await t.RefusedAsync("MigrateAsync(Expand), late", ct => runner.MigrateAsync(MigrationPhase.Expand, run, ct)).ConfigureAwait(false);
        await t.ExpectAppliedAsync(runner).ConfigureAwait(false);
    }

    private static async Task SettlingEndsTheRun(MigrationTrial t)
    {
        var runner = await t.CreateAsync().ConfigureAwait(false);
        var run = t.Next("expand");
        var held = await t.HoldAsync(t.Expand[1]).ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            var running = Task.Run(() => t.TryAsync("MigrateAsync(Expand)", ct => runner.MigrateAsync(MigrationPhase.Expand, run, ct)), t.Cancellation);
            await t.Fixture.UntilWaitingAsync(t.Expand[1], t.Cancellation).ConfigureAwait(false);
            await t.CancelAsync(await t.CreateAsync().ConfigureAwait(false), run).ConfigureAwait(false);
            await held.DisposeAsync().ConfigureAwait(false);
            var passed = await running.ConfigureAwait(false);
            t.Expect(!passed, "the run that was settled passed");
        }

        await t.ExpectAppliedAsync(runner, t.Expand[0]).ConfigureAwait(false);
    }

    private static async Task InterruptedRunStops(MigrationTrial t)
    {
        var runner = await t.CreateAsync().ConfigureAwait(false);
        var run = t.Next("expand");
        using var source = CancellationTokenSource.CreateLinkedTokenSource(t.Cancellation);
        var held = await t.HoldAsync(t.Expand[1]).ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            var running = Task.Run(() => runner.MigrateAsync(MigrationPhase.Expand, run, source.Token), t.Cancellation);
            await t.Fixture.UntilWaitingAsync(t.Expand[1], t.Cancellation).ConfigureAwait(false);
            t.Note("cancelled MigrateAsync(Expand) midway");
            await source.CancelAsync().ConfigureAwait(false);
            await held.DisposeAsync().ConfigureAwait(false);
            await ExpectCancelledAsync(t, running).ConfigureAwait(false);
        }

        var later = (await t.ReadAsync(runner).ConfigureAwait(false)).Where(entry => t.Expand.Skip(2).Contains(entry.Name) && entry.State != MigrationState.Pending);
        t.Expect(!later.Any(), "migrations after the cancelled one were run");
        await t.MigrateAsync(await t.CreateAsync().ConfigureAwait(false), MigrationPhase.Expand, run).ConfigureAwait(false);
        await t.ExpectAppliedAsync(runner, t.Expand).ConfigureAwait(false);
    }

    private static async Task ExpectCancelledAsync(MigrationTrial t, Task<StepReport> running)
    {
        try
        {
            await running.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        throw t.Failure("a report, and no OperationCanceledException");
    }
}
