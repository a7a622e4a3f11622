namespace BlueGreen.Machine;

/// <summary>How a call to a provider ended.</summary>
internal sealed record CallResult
{
    public static CallResult Done { get; } = new();

    /// <summary>What went wrong; null when nothing did.</summary>
    public string? Error { get; init; }

    public bool IsTransient { get; init; }

    /// <summary>Whether this program has nobody whom it could call.</summary>
    public bool IsUnbound { get; init; }

    /// <summary>How long the other side asked to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public StepReport? Report { get; init; }

    public Deployment? Deployment { get; init; }

    /// <summary>For the pre-flight: the split that is in force.</summary>
    public TrafficSplit? Split { get; init; }

    public static CallResult Unbound(string error) => new() { Error = error, IsUnbound = true };

    public static CallResult Failed(string error, bool isTransient) => new() { Error = error, IsTransient = isTransient };
}
