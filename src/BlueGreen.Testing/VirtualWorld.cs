using System.Collections.Immutable;
using BlueGreen.Testing.Simulation;

namespace BlueGreen.Testing;

/// <summary>
/// A world in virtual time in which plans can be tried: environment, router, prober, metrics and users that behave as told. The real machine and the real driver run the
/// plan; what takes an hour takes milliseconds. The plan's own providers are not called, nor its commands and custom steps; the delegates of its checks and gates are.
/// </summary>
/// <remarks>Describe the world first, then run plans in it. Every run begins anew, with the same world. Not thread-safe.</remarks>
public sealed partial class VirtualWorld
{
    private double _requestsPerSecond = 50;
    private bool _hasBlue = true;
    private ulong? _chance;
    private TimeSpan _patience = TimeSpan.FromDays(7);

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

    /// <summary>
    /// Lets what is measured vary as it does with real users: requests come as they like (Poisson), and each fails with the side's rate. Without this call every
    /// reading has exactly the share that was said. What was served is counted without the variation.
    /// </summary>
    /// <param name="seed">The same seed gives the same run.</param>
    public VirtualWorld Randomly(int seed)
    {
        _chance = (ulong)seed;
        return this;
    }

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
    /// <exception cref="ArgumentException">The world says something of a step or metric that the plan does not have.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<VirtualWorldResult> RunAsync(RolloutPlan plan, Release release, CancellationToken cancellationToken = default) =>
        RunAsync(plan, release, null, cancellationToken);

    /// <summary>Rolls a finished rollout of a plan back in this world: green is live and has all traffic, blue has been retired.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="release">The release to leave.</param>
    /// <param name="strategy">At once or by stages.</param>
    /// <param name="cancellationToken">Ends the run; handed to the plan's delegates.</param>
    /// <exception cref="ArgumentException">The world says something of a step or metric that the plan does not have, or has no blue to return to.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<VirtualWorldResult> RollBackAsync(RolloutPlan plan, Release release, RollbackStrategy strategy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return _hasBlue ? RunAsync(plan, release, strategy, cancellationToken)
            : throw new ArgumentException("There is nothing to return to in a world without blue. Leave out WithoutBlue().", nameof(strategy));
    }

    private Task<VirtualWorldResult> RunAsync(RolloutPlan plan, Release release, RollbackStrategy? back, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(release);
        RefuseWhatIsMissing(plan.Description);
        var scenario = Describe(plan, release) with { Kind = back is null ? RolloutKind.Forward : RolloutKind.Rollback, Strategy = back };
        return new VirtualRun(scenario, plan.Bindings, _metrics, _crashes).RunAsync(_patience, cancellationToken);
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
            Chance = _chance,
            Failing = [.. _failing],
            Durations = _durations.ToImmutableDictionary(),
            MetricsOutages = [.. _outages],
            RouterOutages = [.. _routerOutages],
            EnvironmentOutages = [.. _environmentOutages],
            BlueDies = [.. _blueDies],
            Changes = [.. _changes],
            RouterFencing = plan.Description.Traffic.Fencing,
            EnvironmentFencing = plan.Description.EnvironmentFencing,
        },
    };
}
