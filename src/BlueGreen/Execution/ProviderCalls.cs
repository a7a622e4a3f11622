using BlueGreen.Machine;
using BlueGreen.Operations;
using BlueGreen.Plans;

namespace BlueGreen.Execution;

/// <summary>Turns what a driver wants into calls to the providers, and what they throw into results.</summary>
internal sealed class ProviderCalls(PlanBindings bindings, StepRunner steps, PreflightRunner preflight, DeploymentKeeper keeper)
{
    public Task<CallResult> PerformAsync(OperationState operation, OperationContext context, RolloutState state, CancellationToken cancellationToken) =>
        Guarded.RunAsync(() => PerformUnguardedAsync(operation.Operation, context, state, cancellationToken), cancellationToken);

    /// <summary>Has the provider settle a deploy or a migration that was cancelled.</summary>
    public Task<CallResult> SettleAsync(OperationState operation, OperationContext context, RolloutState state, CancellationToken cancellationToken) =>
        Guarded.RunAsync(
            async () =>
            {
                if (operation.Operation is RunStep run && state.Plan.Steps[run.Step] is MigrateStep migrate)
                {
                    return await CancelAsync(migrate, context, cancellationToken).ConfigureAwait(false);
                }

                await bindings.Environment.CancelDeployAsync(context, cancellationToken).ConfigureAwait(false);
                return CallResult.Done;
            },
            cancellationToken);

    public Task<Observed<TrafficSplit>> ReadSplitAsync(OperationContext context, CancellationToken cancellationToken) =>
        Guarded.ReadAsync("the router", () => bindings.Traffic.ReadAsync(context, cancellationToken));

    public Task<Observed<Deployment?>> ReadLiveAsync(OperationContext context, CancellationToken cancellationToken) =>
        Guarded.ReadAsync("the environment", () => bindings.Environment.ReadLiveAsync(context, cancellationToken));

    private async Task<CallResult> CancelAsync(MigrateStep step, OperationContext context, CancellationToken cancellationToken)
    {
        if (bindings.Migrations is not { } runner)
        {
            return CallResult.Unbound(BoundExtensions.MissingRunner(step).Message);
        }

        await runner.CancelAsync(context, cancellationToken).ConfigureAwait(false);
        return CallResult.Done;
    }

    private async Task<CallResult> PerformUnguardedAsync(
        RolloutOperation operation, OperationContext context, RolloutState state, CancellationToken cancellationToken)
    {
        switch (operation)
        {
            case ShiftTraffic shift:
                await bindings.Traffic.ApplyAsync(shift.Split, context, cancellationToken).ConfigureAwait(false);
                return CallResult.Done;
            case MakeLive live:
                await bindings.Environment.MakeLiveAsync(live.Deployment, context, cancellationToken).ConfigureAwait(false);
                return CallResult.Done;
            case Preflight:
                return await preflight.RunAsync(context, state.Plan, cancellationToken).ConfigureAwait(false);
            case RunStep run:
                return await steps.RunAsync(state.Plan.Steps[run.Step], context, state.Plan, cancellationToken).ConfigureAwait(false);
            case UndoStep undo:
                return await steps.UndoAsync(state.Plan.Steps[undo.Step], context, cancellationToken).ConfigureAwait(false);
            case ValidateBlue:
                return await steps.ProbeOnceAsync(context.Blue!, state.Plan, context, cancellationToken).ConfigureAwait(false);
            default:
                return await keeper.RunAsync(operation, context, state, cancellationToken).ConfigureAwait(false);
        }
    }
}
