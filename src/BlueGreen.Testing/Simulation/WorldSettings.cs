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

    /// <summary>How long the work of a step takes, by name, where it differs from the defaults.</summary>
    public ImmutableDictionary<string, TimeSpan> Durations { get; init; } = ImmutableDictionary<string, TimeSpan>.Empty;

    /// <summary>The seed by which what is measured varies; null when it does not.</summary>
    public ulong? Chance { get; init; }

    /// <summary>From and until when metrics sources do not answer, from the start; of one metric's source or of all.</summary>
    public ImmutableArray<(TimeSpan From, TimeSpan Until, MetricName? Metric)> MetricsOutages { get; init; } = [];

    public ImmutableArray<(TimeSpan From, TimeSpan Until)> RouterOutages { get; init; } = [];

    public ImmutableArray<(TimeSpan From, TimeSpan Until)> EnvironmentOutages { get; init; } = [];

    /// <summary>When blue's processes die, from the start.</summary>
    public ImmutableArray<TimeSpan> BlueDies { get; init; } = [];

    /// <summary>What others change, from the start.</summary>
    public ImmutableArray<StrangersChange> Changes { get; init; } = [];
}
