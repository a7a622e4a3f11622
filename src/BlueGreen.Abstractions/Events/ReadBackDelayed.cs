namespace BlueGreen.Events;

/// <summary>
/// Router or environment cannot be read, and the rollout does not go on before they are: it keeps reading and says what it waits for. Written at the first failure
/// and then ever more rarely: after another 8 seconds, 32 seconds, 2 minutes, then every 8 minutes.
/// </summary>
/// <param name="Since">From when on a reading counts, by the store's clock.</param>
/// <param name="Reason">What was read, and why the answer is not known.</param>
/// <param name="Times">How often this was written for the same wait, this time included.</param>
public sealed record ReadBackDelayed(DateTimeOffset Since, string Reason, int Times) : RolloutEvent;
