using BlueGreen.Journal;

namespace BlueGreen;

/// <summary>How a rollout is started.</summary>
public sealed record StartOptions
{
    /// <summary>Who starts it.</summary>
    public string? By { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>The incident that it belongs to.</summary>
    public string? Incident { get; init; }

    /// <summary>The same key of the same application returns the same rollout. Null for a new rollout each time.</summary>
    public string? Key { get; init; }

    /// <summary>What to do when the application has an active rollout. Default: refuse.</summary>
    public IfActive IfActive { get; init; } = IfActive.Refuse;
}
