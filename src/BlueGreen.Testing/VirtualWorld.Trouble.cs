using BlueGreen.Plans;
using BlueGreen.Testing.Simulation;

namespace BlueGreen.Testing;

/// <content>What goes wrong around a rollout.</content>
public sealed partial class VirtualWorld
{
    private readonly List<(TimeSpan From, TimeSpan Until, MetricName? Metric)> _outages = [];
    private readonly List<(TimeSpan From, TimeSpan Until)> _routerOutages = [];
    private readonly List<(TimeSpan From, TimeSpan Until)> _environmentOutages = [];
    private readonly List<StrangersChange> _changes = [];
    private readonly List<TimeSpan> _crashes = [];
    private readonly List<TimeSpan> _blueDies = [];
    private readonly HashSet<string> _failing = [];
    private readonly Dictionary<string, TimeSpan> _durations = [];

    /// <summary>Lets metrics sources not answer for a while.</summary>
    /// <param name="from">When it begins, counted from the start of the rollout.</param>
    /// <param name="lasting">How long.</param>
    /// <param name="of">Only the source that answers this metric. Default: all sources.</param>
    public VirtualWorld MetricsOutage(TimeSpan from, TimeSpan lasting, MetricName? of = null)
    {
        _outages.Add((from, from + lasting, of));
        return this;
    }

    /// <summary>Lets the router neither be read nor take a write for a while. Requests go on as they are split.</summary>
    /// <param name="from">When it begins, counted from the start of the rollout.</param>
    /// <param name="lasting">How long.</param>
    public VirtualWorld RouterOutage(TimeSpan from, TimeSpan lasting)
    {
        _routerOutages.Add((from, from + lasting));
        return this;
    }

    /// <summary>Lets the environment neither be read nor take a call for a while. What runs goes on running.</summary>
    /// <param name="from">When it begins, counted from the start of the rollout.</param>
    /// <param name="lasting">How long.</param>
    public VirtualWorld EnvironmentOutage(TimeSpan from, TimeSpan lasting)
    {
        _environmentOutages.Add((from, from + lasting));
        return this;
    }

    /// <summary>Lets somebody else change the traffic split, if green runs by then.</summary>
    /// <param name="time">When, counted from the start of the rollout.</param>
    /// <param name="green">What green has from then on; blue has the rest.</param>
    public VirtualWorld OthersShiftTo(TimeSpan time, Percentage green)
    {
        _changes.Add(new(time) { GreenWeight = green });
        return this;
    }

    /// <summary>Lets somebody else change which deployment is live, if green runs by then.</summary>
    /// <param name="time">When, counted from the start of the rollout.</param>
    /// <param name="green">True for green, false for blue.</param>
    public VirtualWorld OthersPromote(TimeSpan time, bool green)
    {
        _changes.Add(new(time) { MakesGreenLive = green });
        return this;
    }

    /// <summary>Lets the process that drives the rollout die at a moment; another one takes over after the lease has expired.</summary>
    /// <param name="time">When, counted from the start of the rollout.</param>
    public VirtualWorld DriverDies(TimeSpan time)
    {
        _crashes.Add(time);
        return this;
    }

    /// <summary>
    /// Lets blue's processes die at a moment; the environment can start them again. Users do not notice, as behind a router that repeats what finds nobody. For a blue
    /// that runs and is not healthy, say <c>Blue(healthy: false, from: ...)</c>.
    /// </summary>
    /// <param name="time">When, counted from the start of the rollout.</param>
    public VirtualWorld BlueDies(TimeSpan time)
    {
        _blueDies.Add(time);
        return this;
    }

    /// <summary>Lets a step fail for good: its check, its deploy, its migration, or the write that it makes. The user's own code is then not called.</summary>
    /// <param name="step">The step's name, as the plan's preview shows it. Bakes, approvals, waits and the point of no return cannot fail by themselves.</param>
    public VirtualWorld Fail(string step)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(step);
        _failing.Add(step);
        return this;
    }

    /// <summary>Says how long the work of a step takes. Defaults: 5 s for a deploy, 1 s for a check, a gate or a migration's statement; writes take no time to speak of.</summary>
    /// <param name="step">The step's name, as the plan's preview shows it.</param>
    /// <param name="time">Zero or more. Of a step whose code is the user's own, it says nothing.</param>
    public VirtualWorld Takes(string step, TimeSpan time)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(step);
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        _durations[step] = time;
        return this;
    }

    private void RefuseWhatIsMissing(PlanDescription plan)
    {
        foreach (var name in _failing.Concat(_durations.Keys))
        {
            var step = plan.Steps.FirstOrDefault(step => step.Name == name)
                ?? throw new ArgumentException($"The world speaks of the step '{name}', but the plan has: {string.Join(", ", plan.Steps.Select(s => $"'{s.Name}'"))}.", nameof(plan));
            if (step is BakeStep or ApprovalStep or WaitStep or PointOfNoReturnStep)
            {
                throw new ArgumentException(
                    $"The step '{name}' does no work of its own that could fail or take time. Say how green serves with Green(...), or what people do with At(...).", nameof(plan));
            }
        }

        if (_outages.Find(outage => outage.Metric is { } metric && plan.Metrics.All(binding => binding.Metric != metric)).Metric is { } missing)
        {
            throw new ArgumentException(
                $"The world speaks of a source of {missing}, but the plan's sources answer: {string.Join(", ", plan.Metrics.Select(m => m.Metric))}.", nameof(plan));
        }
    }
}
