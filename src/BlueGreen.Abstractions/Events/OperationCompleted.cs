namespace BlueGreen.Events;

/// <summary>Long work ended with a result, good or bad.</summary>
/// <param name="Id">The operation.</param>
/// <param name="Report">The result.</param>
/// <param name="Deployment">The deployment that it made or started, if that was its purpose.</param>
public sealed record OperationCompleted(OperationId Id, StepReport Report, Deployment? Deployment) : RolloutEvent;
