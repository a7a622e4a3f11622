namespace AspNetCoreHost.Rollouts;

/// <summary>Asks for everybody to be brought back.</summary>
/// <param name="Strategy">At once, or in the plan's stages.</param>
/// <param name="Reason">Why.</param>
/// <param name="Incident">The incident that it belongs to.</param>
/// <param name="LossToken">After the point of no return: what is lost, as the rollout names it.</param>
internal sealed record RollBackRequest(RollBackStrategy Strategy, string Reason, string? Incident = null, string? LossToken = null);
