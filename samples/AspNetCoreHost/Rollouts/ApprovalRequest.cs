namespace AspNetCoreHost.Rollouts;

/// <summary>Answers an approval that a rollout waits for.</summary>
/// <param name="Step">The step, as the rollout names it.</param>
/// <param name="Fingerprint">The plan's, as the approver saw it.</param>
/// <param name="Reason">Why.</param>
internal sealed record ApprovalRequest(string Step, string Fingerprint, string? Reason = null);
