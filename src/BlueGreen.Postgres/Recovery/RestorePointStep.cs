using BlueGreen.Plans;

namespace BlueGreen.Postgres.Recovery;

/// <summary>A plan's step that sets a restore point of the rollout's and the step's name. Repeated after a crash it sets one more of that name; recovery stops at the first.</summary>
internal sealed class RestorePointStep(PostgresRestorePoints points) : ICustomStepHandler
{
    private const int MostOfName = 63;

    public ProviderIdentity Identity => points.Identity;

    public async Task<StepReport> RunAsync(CustomStep step, OperationContext operation, CancellationToken cancellationToken)
    {
        var name = $"{operation.Rollout}_{step.Name.Replace(' ', '-')}";
        var point = await points.SetAsync(name.Length > MostOfName ? name[..MostOfName] : name, cancellationToken).ConfigureAwait(false);
        return StepReport.Pass($"restore point {point}");
    }

    public Task<StepReport> UndoAsync(CustomStep step, OperationContext operation, CancellationToken cancellationToken) => Task.FromResult(StepReport.Pass("a restore point stays"));
}
