namespace BlueGreen.Events;

/// <summary>An operation has to be repeated: the rollout goes on trying and says what it waits for. Written at the first failure and then ever more rarely.</summary>
/// <param name="Id">The operation.</param>
/// <param name="Error">What was tried and what was answered.</param>
/// <param name="Attempts">How often it was tried.</param>
public sealed record ProviderTroubled(OperationId Id, string Error, int Attempts) : RolloutEvent;
