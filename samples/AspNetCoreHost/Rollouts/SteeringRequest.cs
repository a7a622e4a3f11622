namespace AspNetCoreHost.Rollouts;

/// <summary>Asks something of a running rollout.</summary>
/// <param name="Reason">Why.</param>
internal sealed record SteeringRequest(string Reason);
