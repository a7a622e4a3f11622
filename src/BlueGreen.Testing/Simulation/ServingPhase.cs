namespace BlueGreen.Testing.Simulation;

/// <summary>How a deployment serves, from a moment on.</summary>
internal sealed record ServingPhase(TimeSpan From)
{
    /// <summary>The part of requests that fail, 0 to 1.</summary>
    public double Errors { get; init; } = 0.001;

    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(120);

    /// <summary>Memory and processor in use, 0 to 1.</summary>
    public double Memory { get; init; } = 0.4;

    public double Processor { get; init; } = 0.3;

    public bool IsHealthy { get; init; } = true;

    /// <summary>Whether no request reaches it, whatever its weight.</summary>
    public bool IsSilent { get; init; }

    /// <summary>The phase in force some time after the beginning.</summary>
    public static ServingPhase At(IReadOnlyList<ServingPhase> phases, TimeSpan? since)
    {
        var found = phases[0];
        foreach (var phase in phases)
        {
            if (phase.From == TimeSpan.Zero || (since is { } time && phase.From <= time))
            {
                found = phase;
            }
        }

        return found;
    }
}
