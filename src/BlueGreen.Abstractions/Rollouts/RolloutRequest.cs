namespace BlueGreen;

/// <summary>What a plan is asked for: the plan may depend on the release.</summary>
/// <param name="Name">The name under which the plan is registered.</param>
/// <param name="Release">The release.</param>
public sealed record RolloutRequest(string Name, Release Release);
