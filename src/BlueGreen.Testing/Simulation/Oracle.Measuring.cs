using BlueGreen.Analysis;
using BlueGreen.Driving;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Plans;

namespace BlueGreen.Testing.Simulation;

/// <summary>What was truly measured, and how soon a breach must be answered.</summary>
internal sealed partial class Oracle
{
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _measured = [];
    private readonly List<(long Epoch, MetricReading Reading)> _readings = [];
    private readonly Dictionary<string, DateTimeOffset> _breaching = [];
    private DateTimeOffset _bakeAt;
    private DateTimeOffset _quietSince;
    private DateTimeOffset _heldUntil;
    private DateTimeOffset _heldSince;
    private DateTimeOffset _stepAt;
    private TimeSpan _heldFor;
    private int _judged;

    /// <summary>Keeps count of the time that no deadline may include.</summary>
    private void CountHolds(Standing before, Standing after)
    {
        if (before.Step != after.Step)
        {
            (_stepAt, _heldFor, _heldSince) = (Now, TimeSpan.Zero, Now);
        }

        if (!before.IsHeld && after.IsHeld)
        {
            _heldSince = Now;
        }
        else if (before.IsHeld && !after.IsHeld)
        {
            _heldUntil = Now;
            _heldFor += Now - _heldSince;
        }
    }

    /// <summary>A step is given up for want of time only after its deadline, holds excluded.</summary>
    private void JudgeDeadline(int step, string what)
    {
        var spent = Now - _stepAt - _heldFor;
        if (spent + _simulation.Tolerance + _simulation.Settings.CallTimeout < _simulation.Plan.Steps[step].Deadline)
        {
            Break("Deadline", $"{what} after {spent.TotalSeconds:0.0} s");
        }
    }

    private void BeginBake(int step)
    {
        if (_simulation.Plan.Steps[step] is BakeStep)
        {
            _measured.Clear();
            _bakeAt = Now;
        }
    }

    /// <summary>A sample reached a driver.</summary>
    public void Sampled(DriverCore driver, Sample sample)
    {
        foreach (var reading in sample.Readings)
        {
            if (reading is not null)
            {
                _readings.Add((driver.Seen.Epoch, reading));
            }
        }

        var known = driver.State.Head < _standings.Count ? _standings[(int)driver.State.Head] : Standing;
        if (sample.Trouble is null && sample.Readings.Length > 0 && known.IsMeasuring && known.Step >= 0 && _simulation.Plan.Steps[known.Step] is BakeStep
            && sample.Readings[0] is { } first && known.Green is { } green && first.For(green, Metric.ErrorRate.Name) is { IsNoData: false })
        {
            _measured.Add((first.From > _heldUntil ? first.From : _heldUntil, first.Watermark));
        }
    }

    private void JudgeBake(BakeStep bake, StepCompleted step, JournalEntry entry)
    {
        var covered = TimeSpan.Zero;
        var until = _bakeAt - _simulation.Tolerance;
        foreach (var (from, to) in _measured.OrderBy(window => window.From))
        {
            var begin = from > until ? from : until;
            if (to > begin)
            {
                covered += to - begin;
                until = to;
            }
        }

        if (!Standing.IsEnough && _simulation.Plan.Metrics.Length > 0 && covered + _simulation.Tolerance < bake.Duration)
        {
            Break("BakeMeasured", $"'{bake.Name}' passed with {covered.TotalSeconds:0.00} of {bake.Duration.TotalSeconds:0.00} s measured; {step.Report.Summary} at {entry.At:O}");
        }
    }

    /// <summary>A trigger may trip only over windows that were really read, breaching, without a gap, with enough in them.</summary>
    private void JudgeTrip(TriggerTripped tripped, JournalEntry entry)
    {
        var rule = _simulation.Plan.Triggers.First(trigger => trigger.Name == tripped.Rule);
        if (rule is ComparisonTrigger comparison)
        {
            JudgeComparison(comparison, tripped);
        }

        if (rule is not ThresholdTrigger threshold || Standing.Green is not { } green)
        {
            return;
        }

        var condition = threshold.Condition;
        var (since, until) = (tripped.Breach.Since, tripped.Breach.Until);
        var gap = _simulation.Plan.SampleEvery * 2;
        var at = since;
        long count = 0;
        foreach (var (_, reading) in _readings.OrderBy(r => r.Reading.From))
        {
            var evidence = reading.For(green, condition.Condition.Metric);
            if (reading.Watermark <= since || reading.From >= until || evidence.Value is not { } value)
            {
                continue;
            }

            var isMine = _readings.Exists(r => r.Epoch == entry.Epoch && ReferenceEquals(r.Reading, reading));
            var isShort = reading.Watermark - reading.From < _simulation.Plan.SampleEvery / 2;
            if (isMine && !isShort && !condition.Condition.IsTrueFor(value) && reading.From >= since && reading.Watermark <= until)
            {
                Break("TriggerTrue", $"{tripped.Rule} tripped over a window with {value}");
            }

            if (condition.Condition.IsTrueFor(value))
            {
                if (reading.From - at > gap)
                {
                    Break("TriggerGap", $"{tripped.Rule} tripped over a gap of {reading.From - at}");
                }

                at = reading.Watermark > at ? reading.Watermark : at;
                count += evidence.Samples;
            }
        }

        if (until - at > gap || until - since < condition.Duration || count < condition.MinimumSamples)
        {
            Break("TriggerTrue", $"{tripped.Rule} tripped with {until - since} and {count} samples, last {at:O}");
        }
    }

    /// <summary>A comparison rests on requests that green really had, none of them twice, and finds green worse only where it was.</summary>
    private void JudgeComparison(ComparisonTrigger rule, TriggerTripped tripped)
    {
        var served = World.GreenServed.Requests;
        if (tripped.Breach.Samples > served + 1)
        {
            Break("ComparedOnce", $"{rule.Name} compared {tripped.Breach.Samples} requests of green, which had {served:0}");
        }

        var isWorse = _simulation.Scenario.World.Green.Any(phase => phase.Errors > LeastBlue(blue => blue.Errors) || phase.Latency > TimeSpan.FromSeconds(LeastBlue(blue => blue.Latency.TotalSeconds)));
        if (!isWorse)
        {
            Break("TriggerTrue", $"{rule.Name} tripped although green was never worse than blue: {tripped.Reason}");
        }
    }

    private double LeastBlue(Func<ServingPhase, double> of) => _simulation.Scenario.World.Blue.Min(of);

    /// <summary>Looks at the world after everything that happens in it.</summary>
    public void Stepped()
    {
        if (++_judged % 4 != 0 || Standing.IsClosed)
        {
            return;
        }

        var isWatched = Baseline is not null && Standing is { Rollback: null, Outcome: null, IsPastReturn: false } && _simulation.Hosts.Exists(
            host => host.IsAwake && host.Driver is { } driver && driver.Seen.Epoch == _epoch && driver.State.Started is not null);
        NoticeDeadBlue(isWatched);
        if (Standing.Green is null)
        {
            return;
        }

        foreach (var trigger in _simulation.Plan.Triggers)
        {
            if (trigger is ThresholdTrigger threshold)
            {
                Watch(threshold, isWatched);
            }
        }

        NoticeDrift(isWatched);
    }

    private void Watch(ThresholdTrigger trigger, bool isWatched)
    {
        var condition = trigger.Condition.Condition;
        var value = condition.Metric == Metric.ErrorRate.Name ? World.GreenErrors
            : condition.Metric == Metric.ResponseTime.Name ? World.GreenPhase.Latency.TotalSeconds
            : World.GreenPhase.Memory;
        var enough = World.GreenRequestsPerSecond * trigger.Condition.Duration.TotalSeconds * 0.7 >= trigger.Condition.MinimumSamples
            && World.GreenRequestsPerSecond * _simulation.Plan.SampleEvery.TotalSeconds >= 15 && World.Running.Contains(Standing.Green!.Value);
        if (!isWatched || !enough || Standing.GreenAtMost == 0 || World.IsMetricsDown || value < condition.Limit * 1.5)
        {
            _breaching.Remove(trigger.Name);
            return;
        }

        if (!_breaching.TryGetValue(trigger.Name, out var since))
        {
            _breaching[trigger.Name] = since = Now;
        }

        since = since > _simulation.DisturbedAt ? since : _simulation.DisturbedAt;
        var bound = (trigger.Condition.Duration * 1.05) + (_simulation.Plan.SampleEvery * 1.05) + _simulation.Plan.SampleTimeout + _simulation.Slack;
        if (Now > since + bound)
        {
            Break("ReactionBound", $"{trigger.Name} has been true since {since:O} ({(Now - since).TotalSeconds:0.0} s, bound {bound.TotalSeconds:0.0} s), and nothing is decided");
        }
    }

    private bool IsUnderWay<T>() => _unsettled.Any(id => _intents[id].Operation is T);

    /// <summary>What a person said to put right waits as long as something else holds.</summary>
    private void NoticeDrift(bool isWatched)
    {
        var isPending = Standing is { MustReassert: true, IsHeld: true };
        var isOff = (World.SplitDriftedAt is not null && World.Split != Standing.Split && !IsUnderWay<Operations.ShiftTraffic>())
            || (World.LiveDriftedAt is not null && World.Live?.Id != Standing.Live?.Id && !IsUnderWay<Operations.MakeLive>());
        if (!isWatched || !isOff || isPending || Standing.IsFrozen || Standing.GreenAtMost == 0 || Standing.Holds.Contains(HoldKind.Drift) || Standing.Holds.Contains(HoldKind.Person) || Standing.Outcome is not null)
        {
            _quietSince = Now;
            return;
        }

        var since = _quietSince > _simulation.DisturbedAt ? _quietSince : _simulation.DisturbedAt;
        if (Now > since + (_simulation.Plan.SampleEvery * 3) + (_simulation.Settings.CallTimeout * 2) + _simulation.Slack)
        {
            Break("DriftNoticed", $"the world has {World.Split}, live {World.Live}; recorded are {Standing.Split}, live {Standing.Live}, for {Now - since}");
        }
    }
}
