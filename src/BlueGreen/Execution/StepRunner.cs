using BlueGreen.Artifacts;
using BlueGreen.Machine;
using BlueGreen.Plans;

namespace BlueGreen.Execution;

/// <summary>Runs and undoes the steps of a plan.</summary>
internal sealed class StepRunner(PlanBindings bindings, IHealthProber prober, CheckRunner checks, HeaderCheck headers, IArtifactStore artifacts, TimeProvider clock)
{
    private static readonly TimeSpan ProbeAgain = TimeSpan.FromSeconds(1);

    public async Task<CallResult> RunAsync(PlanStep step, OperationContext context, PlanDescription plan, CancellationToken cancellationToken) => step switch
    {
        DeployStep deploy => await DeployAsync(deploy, context, cancellationToken).ConfigureAwait(false),
        ProbeStep => await ProbeUntilHealthyAsync(context.Green!, plan, context, cancellationToken).ConfigureAwait(false),
        _ => new() { Report = await ReportAsync(step, context, cancellationToken).ConfigureAwait(false) },
    };

    public async Task<CallResult> UndoAsync(PlanStep step, OperationContext context, CancellationToken cancellationToken) => new()
    {
        Report = step switch
        {
            PointDnsStep dns when context.Blue is { } blue => await PointAsync(dns, blue, context, cancellationToken).ConfigureAwait(false),
            PurgeCdnStep => await PurgeAsync(context, cancellationToken).ConfigureAwait(false),
            VerifyHeaderStep header when context.Blue is { } blue => await headers.WaitForAsync(header, blue.Version, context, cancellationToken).ConfigureAwait(false),
            MigrateStep migrate => await bindings.RunnerOf(migrate).RevertAsync(context, cancellationToken).ConfigureAwait(false),
            CustomStep custom => await bindings.HandlerOf(custom).UndoAsync(custom, context, cancellationToken).ConfigureAwait(false),
            _ => StepReport.Pass("nothing to undo"),
        },
    };

    public async Task<CallResult> ProbeOnceAsync(Deployment target, PlanDescription plan, OperationContext context, CancellationToken cancellationToken)
    {
        var results = await prober.ProbeAsync(plan.Probes, target, context, cancellationToken).ConfigureAwait(false);
        return new() { Report = ProbeFindings.Report(results) };
    }

    /// <summary>Probes again and again until one round is healthy; near the deadline the last round is the verdict.</summary>
    public async Task<CallResult> ProbeUntilHealthyAsync(Deployment target, PlanDescription plan, OperationContext context, CancellationToken cancellationToken)
    {
        var patience = new Patience(clock, context);
        while (true)
        {
            var result = await ProbeOnceAsync(target, plan, context, cancellationToken).ConfigureAwait(false);
            if (result.Report!.Passed || !patience.HasTimeFor(ProbeAgain))
            {
                return result;
            }

            await Task.Delay(ProbeAgain, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<StepReport> ReportAsync(PlanStep step, OperationContext context, CancellationToken cancellationToken) => step switch
    {
        CheckStep check => await checks.RunAllAsync(check.Checks, context, cancellationToken).ConfigureAwait(false),
        GateStep gate => await checks.RunGateAsync(gate, context, cancellationToken).ConfigureAwait(false),
        ConsistencyStep consistency => await checks.RunAllAsync([new DelegateCheck(consistency.Name)], context, cancellationToken).ConfigureAwait(false),
        BackUpStep backUp => await BackUpAsync(backUp, context, cancellationToken).ConfigureAwait(false),
        MigrateStep migrate => await bindings.RunnerOf(migrate).MigrateAsync(migrate.Phase, context, cancellationToken).ConfigureAwait(false),
        PointDnsStep dns => await PointAsync(dns, context.Green!, context, cancellationToken).ConfigureAwait(false),
        PurgeCdnStep => await PurgeAsync(context, cancellationToken).ConfigureAwait(false),
        VerifyHeaderStep header => await headers.WaitForAsync(header, context.Release.Version, context, cancellationToken).ConfigureAwait(false),
        CustomStep custom => await bindings.HandlerOf(custom).RunAsync(custom, context, cancellationToken).ConfigureAwait(false),
        _ => throw new InvalidOperationException($"The step '{step.Name}' of type {step.GetType().Name} has nothing to run."),
    };

    private async Task<CallResult> DeployAsync(DeployStep step, OperationContext context, CancellationToken cancellationToken)
    {
        if (step.BuildWith is { } build)
        {
            var built = await checks.RunAllAsync([new CommandCheck("build", build)], context, cancellationToken).ConfigureAwait(false);
            if (!built.Passed)
            {
                return new() { Report = built };
            }
        }

        var deployment = await bindings.Environment.DeployAsync(context, cancellationToken).ConfigureAwait(false);
        return deployment.Id == context.Blue?.Id
            ? new() { Report = StepReport.Fail($"the environment answered with {deployment}, which is live already; give the release a deployment of its own") }
            : new() { Report = StepReport.Pass($"{deployment} answers at {deployment.Url}"), Deployment = deployment };
    }

    private async Task<StepReport> BackUpAsync(BackUpStep step, OperationContext context, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var snapshot in step.Snapshots)
        {
            var provider = Service<ISnapshotProvider>(p => p.Snapshots.Contains(snapshot.Kind));
            var report = await provider.SnapshotAsync(snapshot, artifacts, context, cancellationToken).ConfigureAwait(false);
            findings.Add(new(snapshot.ToString(), report.Passed, report.Summary));
        }

        return StepReport.From(findings);
    }

    private async Task<StepReport> PointAsync(PointDnsStep step, Deployment target, OperationContext context, CancellationToken cancellationToken)
    {
        await Service<IDns>(_ => true).PointAsync(step.Host, target, context, cancellationToken).ConfigureAwait(false);
        return StepReport.Pass($"{step.Host} points at {target}");
    }

    private async Task<StepReport> PurgeAsync(OperationContext context, CancellationToken cancellationToken)
    {
        await Service<ICdn>(_ => true).PurgeAsync(context, cancellationToken).ConfigureAwait(false);
        return StepReport.Pass("the cache is purged");
    }

    private T Service<T>(Func<T, bool> fits)
        where T : class, IProvider =>
        bindings.Services.Append(bindings.Environment).OfType<T>().FirstOrDefault(fits)
        ?? throw ProviderException.Permanent($"No provider is bound that is an {typeof(T).Name}. Bind one with Services().");
}
