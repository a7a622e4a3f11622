namespace BlueGreen.Events;

/// <summary>An approval was not given in time.</summary>
/// <param name="Step">The step.</param>
/// <param name="Outcome">What happens now.</param>
public sealed record ApprovalExpired(string Step, Expiry Outcome) : RolloutEvent;
