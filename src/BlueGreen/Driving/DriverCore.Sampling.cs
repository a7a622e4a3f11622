using System.Collections.Immutable;
using BlueGreen.Analysis;
using BlueGreen.Analysis.Comparing;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Machine;
using BlueGreen.Plans;

namespace BlueGreen.Driving;

/// <summary>What a driver watches beside its operations: the inbox, and both sides while green may have traffic.</summary>
internal sealed partial class DriverCore
{
    private bool _isReadingInbox;
    private bool _awaitsInbox;
    private DateTimeOffset _inboxAt;
    private bool _isSampling;
    private DateTimeOffset? _sampleAt;
    private ImmutableArray<DateTimeOffset?> _watermarks = [];
    private DateTimeOffset _watermarkAt;
    private DateTimeOffset? _lookedAt;
    private DateTimeOffset _countsFrom;
    private DateTimeOffset _splitSince;

    private void Schedule(DateTimeOffset now)
    {
        if (State.Epoch != Seen.Epoch)
        {
            return;
        }

        if (!_isReadingInbox && Due(_inboxAt, now))
        {
            _isReadingInbox = true;
            _requests.Add(new DriverRequest.ReadInbox(_rollout, State.InboxPosition));
        }

        ScheduleBlue(now);
        if (!State.IsArmed)
        {
            _sampleAt = null;
            return;
        }

        if (!_isSampling && Due(_sampleAt ?? now, now))
        {
            _isSampling = true;
            _sampleAt = Seen.Watch.NextDue(State.Plan, now) ?? now + State.Plan.SampleEvery;
            _requests.Add(new DriverRequest.TakeSample(now, Since(now), Context(null, now + State.Plan.SampleTimeout, now), State));
            ReadAlongside(now);
        }
    }

    /// <summary>Drift is looked for with each sample.</summary>
    private void ReadAlongside(DateTimeOffset now)
    {
        if (!Seen.SplitReadRunning)
        {
            ReadSplit(now);
        }

        if (!Seen.LiveReadRunning)
        {
            ReadLive(now);
        }
    }

    private bool Due(DateTimeOffset at, DateTimeOffset now)
    {
        if (at <= now)
        {
            return true;
        }

        Wake(at);
        return false;
    }

    /// <summary>Windows follow each other without a hole unless more than two intervals were missed.</summary>
    private ImmutableArray<DateTimeOffset?> Since(DateTimeOffset now) =>
        now - _watermarkAt <= State.Plan.SampleEvery * 2 && !_watermarks.IsEmpty
            ? _watermarks
            : [.. Enumerable.Repeat<DateTimeOffset?>(null, SourceCount(State.Plan))];

    private static int SourceCount(PlanDescription plan) => plan.Metrics.IsEmpty ? 0 : plan.Metrics.Max(binding => binding.Source) + 1;

    private void Watch(DriverInput input, DateTimeOffset now)
    {
        switch (input)
        {
            case DriverInput.Nudged:
                _inboxAt = now;
                break;
            case DriverInput.InboxRead read:
                _isReadingInbox = false;
                _awaitsInbox = false;
                _inboxAt = now + _settings.InboxInterval;
                Seen = Seen with { Inbox = read.Entries };
                break;
            case DriverInput.InboxFailed:
                _isReadingInbox = false;
                _awaitsInbox = false;
                _inboxAt = now + _settings.StoreRetry;
                break;
            case DriverInput.BlueProbed probed when probed.Number == _blueProbe:
                _blueProbe = null;
                Seen = Seen with { Blue = Seen.Blue.Add(State.Plan, _blueProbeAt, probed.Results) };
                break;
            case DriverInput.Sampled sampled:
                _isSampling = false;
                Take(sampled.Sample, now);
                break;
        }
    }

    /// <summary>A sample from before the store's clock was set back is judged like any other, but may lie before the bake, and so does not count towards it.</summary>
    private void Take(Sample sample, DateTimeOffset now)
    {
        if (State.Green is not { } green || !State.IsArmed)
        {
            return;
        }

        var begins = Begins(sample) ?? sample.At - BakeProgress.Length(sample, State.Plan);
        var isWithin = begins >= Begun(sample);
        if (sample.Readings.Any(reading => reading is not null))
        {
            _watermarks = [.. sample.Readings.Select(reading => reading?.Watermark)];
            _watermarkAt = sample.At;
            _lookedAt = sample.At <= now ? sample.At : null;
        }

        var blueHasTraffic = State.Blue is { } blue && State.Split.WeightOf(blue.Id) > Percentage.Zero;
        var sources = Seen.Sources.Add(State.Plan, sample, State.Blue, green, blueHasTraffic);
        var counts = Seen.Lacks(Mechanism.MeasuredTime) || (State.IsMeasuring && isWithin && sample.At <= now && sources is { Failed: 0, Silent: 0, GreenSilent: false } && Seen.Bake.Step >= 0);
        var comparison = State.Blue is { } old && !State.IsShifting && begins >= _splitSince && sample.At <= now
            ? Seen.Comparison.Add(new(State.Plan, sample, old.Id, green.Id, State.GreenHas))
            : Seen.Comparison;
        Seen = Seen with
        {
            Sources = sources,
            Comparison = comparison,
            Watch = Seen.Watch.Add(State.Plan, sample, green.Id, Seen.Off),
            Bake = Seen.Bake.Add(State.Plan, sample, State.Blue, green, counts, sample.At - State.StartedAt, comparison.Evidence),
        };
    }

    /// <summary>From when on windows count towards the running bake.</summary>
    private DateTimeOffset Begun(Sample sample) =>
        State.Step is not { } step ? sample.At : Later(_countsFrom, Later(step.StartedAt, State.HeldUntil));

    /// <summary>
    /// When a sample's window begins, by the clock that paced it: with the sample that it follows, which was asked for no later than its source looked. Null when it follows none.
    /// </summary>
    private DateTimeOffset? Begins(Sample sample) => Since(sample.At) is var since && !since.IsEmpty && since.All(watermark => watermark is not null) ? _lookedAt : null;

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;

    /// <summary>Lets the volatile side follow what was journaled.</summary>
    private void Follow(RolloutState before, JournalEntry entry)
    {
        if (entry.Event is StepStarted || (!before.IsMeasuring && State.IsMeasuring))
        {
            _countsFrom = _now;
        }

        if (entry.Event is TrafficShifted)
        {
            _splitSince = _now;
        }

        FollowBlue(before, entry.Event);
        switch (entry.Event)
        {
            case DriverTookOver when entry.Epoch == Seen.Epoch:
                _splitSince = _now;
                Seen = Seen with { Comparison = ComparisonWatch.Resume(State.Plan, before.Checkpoint?.Tests ?? []) };
                Resume(before);
                break;
            case Checkpointed when entry.Epoch == Seen.Epoch:
                Seen = Seen with { Bake = Seen.Bake with { Step = State.Step is null ? -1 : Seen.Bake.Step, Fresh = 0, Summary = [] } };
                break;
            case StepStarted step:
                Seen = Seen with { Bake = (State.Plan.Steps[step.Index] is BakeStep ? BakeProgress.Begin(step.Index) : BakeProgress.Begin(-1)) with { Summary = Seen.Bake.Summary, Fresh = Seen.Bake.Fresh } };
                _sampleAt = State.Plan.Steps[step.Index] is BakeStep && State.IsArmed ? entry.At : _sampleAt;
                break;
            case SignalAccepted or SignalRefused:
                Seen = Seen with { Inbox = Seen.Inbox.RemoveAll(item => item.Position <= State.InboxPosition) };
                break;
            case OperationCompleted or OperationFailed or OperationSettled or TrafficShifted or DeploymentMadeLive or BaselineCaptured:
                Seen = Seen with { Operations = Seen.Operations.RemoveAll(view => State.Find(view.Id) is null && !view.IsRunning && !view.IsCancelling) };
                break;
        }
    }

    /// <summary>Takes up the trigger windows and the bake where the last checkpoint left them.</summary>
    private void Resume(RolloutState before)
    {
        if (before.Checkpoint is { } checkpoint)
        {
            var step = before.Step is { } run && before.Plan.Steps[run.Index] is BakeStep ? run.Index : -1;
            _watermarks = checkpoint.Watermarks;
            _watermarkAt = checkpoint.Watermarks.Max() is { } last && last < before.CheckpointAt ? last : before.CheckpointAt;
            Seen = Seen with { Watch = TriggerWatch.Resume(checkpoint), Bake = BakeProgress.Resume(step, checkpoint) };
            if (Seen.Lacks(Mechanism.Checkpoint))
            {
                Seen = Seen with { Bake = Seen.Bake with { Measured = checkpoint.Measured + (State.LastAt - before.CheckpointAt) } };
            }
        }
        else if (before.Step is { } run && before.Plan.Steps[run.Index] is BakeStep)
        {
            Seen = Seen with { Bake = BakeProgress.Begin(run.Index) };
        }
    }
}
