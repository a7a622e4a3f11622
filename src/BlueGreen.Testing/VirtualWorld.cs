using BlueGreen.Signals;
using BlueGreen.Testing.Simulation;

namespace BlueGreen.Testing;

/// <summary>
/// A world in virtual time in which plans can be tried: environment, router, prober, metrics and users that behave as told. The real machine and the real driver run the
/// plan; what takes an hour takes milliseconds. The plan's own providers are not called, nor its commands and custom steps; the delegates of its checks and gates are.
/// </summary>
/// <remarks>Describe the world first, then run plans in it. Every run begins anew, with the same world. Not thread-safe.</remarks>
public sealed class VirtualWorld
{
    private readonly List<ServingPhase> _blue = [new(TimeSpan.Zero)];
    private readonly List<ServingPhase> _green = [new(TimeSpan.Zero)];
    private readonly List<(TimeSpan At, Signal Signal)> _signals = [];
    private readonly List<(TimeSpan From, TimeSpan Until)> _outages = [];
    private readonly Dictionary<(MetricName Metric, bool IsGreen), double> _metrics = [];
    private readonly HashSet<string> _failing = [];
    private double _requestsPerSecond = 50;
    private bool _hasBlue = true;
    private TimeSpan _patience = TimeSpan.FromDays(7);

    /// <summary>
    /// Says how green serves from a moment on, counted from its first request. What is left out stays as it was. Without any call green is as good as blue.
    /// </summary>
    /// <param name="errors">The part of its requests that fail. Default: 0.1%.</param>
    /// <param name="responseTime">How long its requests take. Default: 120 ms.</param>
    /// <param name="memory">How much of its memory is in use. Default: 40%.</param>
    /// <param name="processor">How much of its processor time is in use. Default: 30%.</param>
    /// <param name="healthy">Whether its probes are answered well. Default: yes.</param>
    /// <param name="silent">Whether no request reaches it, whatever its weight. Default: no.</param>
    /// <param name="from">When it begins. Default: with the first request.</param>
    public VirtualWorld Green(
        Percentage? errors = null,
        TimeSpan? responseTime = null,
        Percentage? memory = null,
        Percentage? processor = null,
        bool? healthy = null,
        bool? silent = null,
        TimeSpan from = default) => Add(_green, errors, responseTime, memory, processor, healthy, silent, from);

    /// <summary>Says how blue serves from a moment on, counted from the start of the rollout. What is left out stays as it was.</summary>
    /// <param name="errors">The part of its requests that fail. Default: 0.1%.</param>
    /// <param name="responseTime">How long its requests take. Default: 120 ms.</param>
    /// <param name="memory">How much of its memory is in use. Default: 40%.</param>
    /// <param name="processor">How much of its processor time is in use. Default: 30%.</param>
    /// <param name="healthy">Whether its probes are answered well. Default: yes.</param>
    /// <param name="silent">Whether no request reaches it, whatever its weight. Default: no.</param>
    /// <param name="from">When it begins. Default: at the start.</param>
    public VirtualWorld Blue(
        Percentage? errors = null,
        TimeSpan? responseTime = null,
        Percentage? memory = null,
        Percentage? processor = null,
        bool? healthy = null,
        bool? silent = null,
        TimeSpan from = default) => Add(_blue, errors, responseTime, memory, processor, healthy, silent, from);

    /// <summary>Says that nothing is live yet: the application's first rollout.</summary>
    public VirtualWorld WithoutBlue()
    {
        _hasBlue = false;
        return this;
    }

    /// <summary>Says how many requests users send. Default: 50 per second.</summary>
    /// <param name="perSecond">All of them, to blue and to green. Zero or more.</param>
    public VirtualWorld Requests(double perSecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(perSecond);
        _requestsPerSecond = perSecond;
        return this;
    }

    /// <summary>Gives a value to a metric of one's own. Until then there is no data of it.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="blue">Blue's value, in the metric's base unit: a fraction, or seconds.</param>
    /// <param name="green">Green's value.</param>
    public VirtualWorld Measures(MetricName metric, double blue, double green)
    {
        _metrics[(metric, false)] = blue;
        _metrics[(metric, true)] = green;
        return this;
    }

    /// <summary>Lets no metrics source answer for a while.</summary>
    /// <param name="from">When it begins, counted from the start of the rollout.</param>
    /// <param name="lasting">How long.</param>
    public VirtualWorld MetricsOutage(TimeSpan from, TimeSpan lasting)
    {
        _outages.Add((from, from + lasting));
        return this;
    }

    /// <summary>Lets a step fail, or the call that it makes.</summary>
    /// <param name="step">The step's name.</param>
    public VirtualWorld Fail(string step)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(step);
        _failing.Add(step);
        return this;
    }

    /// <summary>Sends a signal at a moment.</summary>
    /// <param name="time">Counted from the start of the rollout.</param>
    /// <param name="signal">What is asked. An approval that names no step and no fingerprint gets those of the open request.</param>
    public VirtualWorld At(TimeSpan time, Signal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        _signals.Add((time, signal));
        return this;
    }

    /// <summary>Sends a signal at a moment.</summary>
    /// <param name="time">Counted from the start of the rollout.</param>
    /// <param name="kind">What is asked.</param>
    /// <param name="by">Who asks.</param>
    public VirtualWorld At(TimeSpan time, SignalKind kind, string by = "somebody") => At(time, new Signal { Id = $"at-{_signals.Count + 1}", Kind = kind, By = by });

    /// <summary>Says how long, in virtual time, a run may take before it is left as it stands. Default: 7 days.</summary>
    /// <param name="time">Greater than zero.</param>
    public VirtualWorld Patience(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        _patience = time;
        return this;
    }

    /// <summary>Runs a plan in this world.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="release">The release.</param>
    /// <param name="cancellationToken">Ends the run; handed to the plan's delegates.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<VirtualWorldResult> RunAsync(RolloutPlan plan, Release release, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(release);
        return new VirtualRun(Describe(plan, release), plan.Bindings, _metrics).RunAsync(_patience, cancellationToken);
    }

    private Scenario Describe(RolloutPlan plan, Release release) => new()
    {
        Seed = 1,
        Plan = plan.Description,
        Release = release,
        Signals = [.. _signals],
        World = new()
        {
            HasBlue = _hasBlue,
            Blue = [.. _blue],
            Green = [.. _green],
            RequestsPerSecond = _requestsPerSecond,
            Failing = [.. _failing],
            MetricsOutages = [.. _outages],
            RouterFencing = plan.Description.Traffic.Fencing,
            EnvironmentFencing = plan.Description.EnvironmentFencing,
        },
    };

    private VirtualWorld Add(
        List<ServingPhase> phases, Percentage? errors, TimeSpan? responseTime, Percentage? memory, Percentage? processor, bool? healthy, bool? silent, TimeSpan from)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, TimeSpan.Zero);
        var before = phases.FindLast(phase => phase.From <= from)!;
        var phase = before with
        {
            From = from,
            Errors = errors?.Fraction ?? before.Errors,
            Latency = responseTime ?? before.Latency,
            Memory = memory?.Fraction ?? before.Memory,
            Processor = processor?.Fraction ?? before.Processor,
            IsHealthy = healthy ?? before.IsHealthy,
            IsSilent = silent ?? before.IsSilent,
        };
        phases.RemoveAll(other => other.From == from);
        phases.Add(phase);
        phases.Sort((left, right) => left.From.CompareTo(right.From));
        return this;
    }
}
