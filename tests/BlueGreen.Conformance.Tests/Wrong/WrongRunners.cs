using BlueGreen.Testing.Reference;

namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>For each rule of migration runners one that breaks it.</summary>
internal static class WrongRunners
{
    public static Dictionary<string, Func<ReferenceMigrationRunner, IMigrationRunner>> All { get; } = new()
    {
        ["identity-is-stable"] = right => new WrongRunner(right) { Identity = new($"runner-{Guid.NewGuid():N}", "1") },
        ["pending-in-order"] = Listed(entries => entries.Reverse()),
        ["one-phase-at-a-time"] = right => new WrongRunner(right) { Migrate = async (_, op, ct) => { await right.MigrateAsync(MigrationPhase.Expand, op, ct); return await right.MigrateAsync(MigrationPhase.Contract, op, ct); } },
        ["applied-says-by-whom"] = Listed(entries => entries.Select(entry => entry with { Operation = null })),
        ["migrate-is-repeatable"] = Impatient,
        ["nothing-pending-passes"] = right => new WrongRunner(right) { Migrate = async (phase, op, ct) => await right.MigrateAsync(phase, op, ct) is { Findings.IsEmpty: true } ? StepReport.Fail("There was nothing to do.") : StepReport.Pass("done") },
        ["failure-says-where"] = Listed(entries => entries.Select(entry => entry with { Detail = null })),
        ["resumes-after-a-failure"] = StartsAnew,
        ["runners-keep-each-other-out"] = right => new WrongRunner(right) { Migrate = async (phase, op, ct) => { await right.RevertAsync(op, ct); return await right.MigrateAsync(phase, op, ct); } },
        ["away-is-unknown"] = right => new WrongRunner(right) { Read = async (op, ct) => await right.ReadAsync(op, ct) is { IsKnown: true } known ? known : Observed.Known(new MigrationStatus([])) },
        ["away-run-is-transient"] = right => new WrongRunner(right) { Migrate = (phase, op, ct) => MadePermanent(() => right.MigrateAsync(phase, op, ct)) },
        ["cancelled-read-throws"] = right => new WrongRunner(right) { Read = (op, _) => right.ReadAsync(op, CancellationToken.None) },
        ["cancelled-run-does-nothing"] = right => new WrongRunner(right) { Migrate = (phase, op, _) => right.MigrateAsync(phase, op, CancellationToken.None) },
        ["revert-undoes-expand"] = right => new WrongRunner(right) { Revert = (_, _) => Task.FromResult(StepReport.Pass("nothing to do")) },
        ["revert-is-repeatable"] = right => new WrongRunner(right) { Revert = async (op, ct) => await right.RevertAsync(op, ct) is { Findings.IsEmpty: false } done ? done : throw ProviderException.Permanent("There is nothing to revert.") },
        ["revert-leaves-others"] = right => new WrongRunner(right) { Revert = (op, ct) => right.RevertAsync(op with { Rollout = new("another-rollout") }, ct) },
        ["revert-undoes-half-done"] = right => new WrongRunner(right) { Revert = async (op, ct) => (await right.ReadAsync(op, ct)).Value!.Migrations.Any(entry => entry.State == MigrationState.Failed) ? StepReport.Pass("nothing was applied") : await right.RevertAsync(op, ct) },
        ["cancelled-revert-does-nothing"] = right => new WrongRunner(right) { Revert = (op, _) => right.RevertAsync(op, CancellationToken.None) },
        ["settling-nothing-is-harmless"] = right => new WrongRunner(right) { Cancel = async (op, ct) => { await right.CancelAsync(op, ct); await right.RevertAsync(op, ct); } },
        ["settled-run-stays-out"] = right => new WrongRunner(right) { Cancel = (_, _) => Task.CompletedTask },
        ["settling-ends-the-run"] = right => new WrongRunner(right) { Cancel = (_, _) => Task.CompletedTask },
        ["interrupted-run-stops"] = right => new WrongRunner(right) { Migrate = (phase, op, _) => right.MigrateAsync(phase, op, CancellationToken.None) },
    };

    private static Func<ReferenceMigrationRunner, IMigrationRunner> Listed(Func<IEnumerable<MigrationEntry>, IEnumerable<MigrationEntry>> change) => right => new WrongRunner(right)
    {
        Read = async (op, ct) => await right.ReadAsync(op, ct) is { IsKnown: true, Value: { } status } ? Observed.Known(new MigrationStatus([.. change(status.Migrations)])) : Observed.Unknown<MigrationStatus>("away"),
    };

    private static async Task<StepReport> MadePermanent(Func<Task<StepReport>> call)
    {
        try
        {
            return await call();
        }
        catch (ProviderException e) when (e.IsTransient)
        {
            throw ProviderException.Permanent(e.Message, e);
        }
    }

    private static WrongRunner Impatient(ReferenceMigrationRunner right)
    {
        HashSet<OperationId> done = [];
        return new(right) { Migrate = async (phase, op, ct) => done.Add(op.Operation) ? await right.MigrateAsync(phase, op, ct) : StepReport.Pass("done before") };
    }

    /// <summary>Takes a migration that failed for one that must not be repeated.</summary>
    private static WrongRunner StartsAnew(ReferenceMigrationRunner right) => new(right)
    {
        Migrate = async (phase, op, ct) => (await right.ReadAsync(op, ct)).Value!.Migrations.Any(entry => entry.State == MigrationState.Failed)
            ? throw ProviderException.Permanent("An earlier run failed. Restore the database.")
            : await right.MigrateAsync(phase, op, ct),
    };
}
