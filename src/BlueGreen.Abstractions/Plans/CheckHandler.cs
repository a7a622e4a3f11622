namespace BlueGreen.Plans;

/// <summary>A user's check. Before green is deployed, <see cref="OperationContext.Green"/> is null.</summary>
/// <param name="operation">On whose behalf.</param>
/// <param name="cancellationToken">Cancelled at the step's deadline, or when the rollout turns back.</param>
public delegate Task<CheckResult> CheckHandler(OperationContext operation, CancellationToken cancellationToken);
