using System.Collections.Immutable;

namespace BlueGreen.Testing.Simulation;

/// <summary>What the world outside of the driver is like.</summary>
internal sealed record WorldSettings
{
    public ImmutableArray<ServingPhase> Blue { get; init; } = [new(TimeSpan.Zero)];

    /// <summary>Phases of green; their times count from its first request.</summary>
    public ImmutableArray<ServingPhase> Green { get; init; } = [new(TimeSpan.Zero)];

    public bool HasBlue { get; init; } = true;

    public double RequestsPerSecond { get; init; } = 50;

    public Fencing RouterFencing { get; init; } = Fencing.Token;

    public Fencing EnvironmentFencing { get; init; } = Fencing.Token;

    public TimeSpan DeployTakes { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan StatementTakes { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan CheckTakes { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long requests in flight need after the last one was let in.</summary>
    public TimeSpan DrainTakes { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Steps, by name, that fail.</summary>
    public ImmutableHashSet<string> Failing { get; init; } = [];

    /// <summary>Whether the environment goes on with a deploy whose caller has died.</summary>
    public bool DeployOutlivesCaller { get; init; } = true;

    /// <summary>From and until when metrics sources do not answer, from the start.</summary>
    public ImmutableArray<(TimeSpan From, TimeSpan Until)> MetricsOutages { get; init; } = [];
}
