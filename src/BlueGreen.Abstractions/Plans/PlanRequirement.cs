namespace BlueGreen.Plans;

/// <summary>A rollout of the same release by another plan that must have succeeded before.</summary>
/// <param name="Application">The other plan's application.</param>
/// <param name="Fingerprint">The other plan's fingerprint.</param>
/// <param name="MaximumAge">How long ago it may have finished.</param>
public sealed record PlanRequirement(string Application, string Fingerprint, TimeSpan MaximumAge);
