using BlueGreen.Plans;

namespace BlueGreen.Postgres.Checking;

/// <summary>Checks the schema on the way forward, and once more on the way back.</summary>
internal sealed class SchemaStep(
    ProviderIdentity identity,
    Func<OperationContext, CancellationToken, Task<CheckResult>> forward,
    Func<OperationContext, CancellationToken, Task<CheckResult>> back) : ICustomStepHandler
{
    public ProviderIdentity Identity => identity;

    public async Task<StepReport> RunAsync(CustomStep step, OperationContext operation, CancellationToken cancellationToken) => Report(await forward(operation, cancellationToken).ConfigureAwait(false));

    public async Task<StepReport> UndoAsync(CustomStep step, OperationContext operation, CancellationToken cancellationToken) => Report(await back(operation, cancellationToken).ConfigureAwait(false));

    private static StepReport Report(CheckResult result) => result.Passed ? StepReport.Pass(result.Detail) : StepReport.Fail(result.Detail);
}
