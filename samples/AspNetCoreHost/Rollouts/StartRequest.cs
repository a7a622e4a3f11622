namespace AspNetCoreHost.Rollouts;

/// <summary>Asks for a rollout.</summary>
/// <param name="Plan">The name under which the plan is registered.</param>
/// <param name="Version">The release.</param>
/// <param name="Reason">Why.</param>
/// <param name="Incident">The incident that it belongs to.</param>
internal sealed record StartRequest(string Plan, string Version, string? Reason = null, string? Incident = null);
