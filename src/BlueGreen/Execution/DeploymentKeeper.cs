using System.Globalization;
using BlueGreen.Machine;
using BlueGreen.Operations;
using BlueGreen.Plans;

namespace BlueGreen.Execution;

/// <summary>Starts, drains, retires and deletes deployments.</summary>
internal sealed class DeploymentKeeper(PlanBindings bindings, StepRunner steps, TimeProvider clock)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    public async Task<CallResult> RunAsync(RolloutOperation operation, OperationContext context, RolloutState state, CancellationToken cancellationToken) => operation switch
    {
        RestartDeployment restart => await RestartAsync(restart.Deployment, context, state.Plan, cancellationToken).ConfigureAwait(false),
        DrainDeployment drain => new() { Report = await DrainAsync(drain.Deployment, state.Plan.DrainTimeout, context, cancellationToken).ConfigureAwait(false) },
        RetireDeployment retire => new() { Report = await RetireAsync(retire.Deployment, context, cancellationToken).ConfigureAwait(false) },
        ApplyRetention => new() { Report = await RetainAsync(state, context, cancellationToken).ConfigureAwait(false) },
        _ => throw new InvalidOperationException($"The operation {operation.GetType().Name} is unknown."),
    };

    /// <summary>Blue is ready before it receives weight.</summary>
    private async Task<CallResult> RestartAsync(Deployment deployment, OperationContext context, PlanDescription plan, CancellationToken cancellationToken)
    {
        var started = bindings.Environment is IRestartableEnvironment restartable
            ? await restartable.RestartAsync(deployment, context, cancellationToken).ConfigureAwait(false)
            : deployment;
        var report = StepReport.Pass($"{started} answers at {started.Url}");
        if (!plan.Probes.IsEmpty)
        {
            var healthy = await steps.ProbeUntilHealthyAsync(started, plan, context, cancellationToken).ConfigureAwait(false);
            if (!healthy.Report!.Passed)
            {
                return CallResult.Failed($"{started} is not healthy: {healthy.Report.Summary}{Remedy()}", isTransient: true);
            }

            report = report with { Probes = healthy.Report.Probes };
        }

        return new() { Report = report, Deployment = started };
    }

    private string Remedy() => bindings.Environment is IRestartableEnvironment ? "" : $"; {bindings.Environment.Identity.Name} cannot start it again: start it by hand";

    private async Task<StepReport> DrainAsync(DeploymentId deployment, TimeSpan timeout, OperationContext context, CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        while (clock.GetElapsedTime(begun) < timeout)
        {
            if (bindings.Traffic is IDrainingRouter router
                && await ReadInFlightAsync(router, deployment, context, cancellationToken).ConfigureAwait(false) is { IsKnown: true, Value: 0 })
            {
                return StepReport.Pass(string.Create(CultureInfo.InvariantCulture, $"no request in flight after {clock.GetElapsedTime(begun).TotalSeconds:0.##} s")
                    + await AtLimitAsync(deployment, context, cancellationToken).ConfigureAwait(false));
            }

            await Task.Delay(bindings.Traffic is IDrainingRouter ? LookAgain : timeout, clock, cancellationToken).ConfigureAwait(false);
        }

        return StepReport.Pass($"waited {timeout}{await CutAsync(deployment, context, cancellationToken).ConfigureAwait(false)}");
    }

    /// <summary>A router that cannot be asked leaves the number unknown: the full time is waited then.</summary>
    private static Task<Observed<long>> ReadInFlightAsync(IDrainingRouter router, DeploymentId deployment, OperationContext context, CancellationToken cancellationToken) =>
        Guarded.ReadAsync("the number of requests in flight", () => router.ReadInFlightAsync(deployment, context, cancellationToken));

    private async Task<string> CutAsync(DeploymentId deployment, OperationContext context, CancellationToken cancellationToken) =>
        bindings.Traffic is IDrainingRouter router
            ? $"; in flight: {await ReadInFlightAsync(router, deployment, context, cancellationToken).ConfigureAwait(false)}"
                + await AtLimitAsync(deployment, context, cancellationToken).ConfigureAwait(false)
            : "; the router does not tell what is in flight";

    private async Task<string> AtLimitAsync(DeploymentId deployment, OperationContext context, CancellationToken cancellationToken)
    {
        if (bindings.Traffic is not IConnectionCuttingRouter router)
        {
            return "";
        }

        var cut = await Guarded.ReadAsync("the number of connections cut", () => router.ReadCutAsync(deployment, context, cancellationToken)).ConfigureAwait(false);
        return cut is { IsKnown: true, Value: 0 } ? "" : $"; long-lived connections cut at the limit of {router.LongLivedLimit}: {cut}";
    }

    private async Task<StepReport> RetireAsync(Deployment deployment, OperationContext context, CancellationToken cancellationToken)
    {
        await bindings.Environment.RetireAsync(deployment, context, cancellationToken).ConfigureAwait(false);
        return StepReport.Pass($"{deployment} is retired");
    }

    /// <summary>Keeps the newest, and whatever is live, a rollback target, locked or has traffic.</summary>
    private async Task<StepReport> RetainAsync(RolloutState state, OperationContext context, CancellationToken cancellationToken)
    {
        if (bindings.Environment is not IDeploymentRetention environment)
        {
            return StepReport.Pass("the environment keeps its deployments by itself");
        }

        var live = await environment.ReadLiveAsync(context, cancellationToken).ConfigureAwait(false);
        var split = await bindings.Traffic.ReadAsync(context, cancellationToken).ConfigureAwait(false);
        if (!live.IsKnown || !split.IsKnown)
        {
            return StepReport.Fail($"nothing was deleted: {live.Reason ?? split.Reason}");
        }

        var all = await environment.ListAsync(context, cancellationToken).ConfigureAwait(false);
        var old = all.OrderByDescending(kept => kept.CreatedAt).Skip(state.Plan.Retain!.Value)
            .Where(kept => !kept.IsLocked && kept.Deployment.Id != live.Value?.Id && kept.Deployment.Id != state.Blue?.Id && kept.Deployment.Id != state.Green?.Id)
            .Where(kept => split.Value!.WeightOf(kept.Deployment.Id) == Percentage.Zero)
            .ToArray();
        return StepReport.From(await DeleteAsync(environment, old, context, cancellationToken).ConfigureAwait(false)) is { Passed: false } failed
            ? failed
            : StepReport.Pass(old.Length == 0 ? "nothing to delete" : $"deleted {string.Join(", ", old.Select(kept => kept.Deployment.Id))}");
    }

    /// <summary>One that cannot be deleted does not keep the others; without the lease nothing more is deleted.</summary>
    private static async Task<IEnumerable<Finding>> DeleteAsync(IDeploymentRetention environment, RetainedDeployment[] old, OperationContext context, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var kept in old)
        {
            var id = kept.Deployment.Id;
            try
            {
                if (!context.HoldsLease())
                {
                    return [.. findings, new(id.Value, false, "not deleted: this driver no longer holds its lease")];
                }

                await environment.DeleteAsync(id, context, cancellationToken).ConfigureAwait(false);
                findings.Add(new(id.Value, true, "deleted"));
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                findings.Add(new(id.Value, false, $"not deleted: {Guarded.Describe(exception)}"));
            }
        }

        return findings;
    }
}
