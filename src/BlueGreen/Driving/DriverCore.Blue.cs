using BlueGreen.Events;
using BlueGreen.Machine;
using BlueGreen.Operations;

namespace BlueGreen.Driving;

/// <summary>How a driver watches the deployment to return to: apart from the samples, so that a blue that hangs delays none of them.</summary>
internal sealed partial class DriverCore
{
    private long? _blueProbe;
    private DateTimeOffset _blueProbeAt;
    private DateTimeOffset? _blueAt;

    private void ScheduleBlue(DateTimeOffset now)
    {
        if (!State.WatchesBlue || Seen.Lacks(Mechanism.BlueWatch))
        {
            _blueProbe = null;
            return;
        }

        if (_blueProbe is null && Due(_blueAt ?? now, now))
        {
            _blueProbe = ++_reads;
            _blueProbeAt = now;
            _blueAt = now + State.Plan.SampleEvery;
            _requests.Add(new DriverRequest.ProbeBlue(_reads, State.Blue!, Context(null, now + State.Plan.SampleTimeout, now), State));
        }
    }

    /// <summary>The pre-flight has just probed blue; what was seen before a restart says nothing about what runs since. When everybody is back at blue, it is asked at once.</summary>
    private void FollowBlue(RolloutState before, RolloutEvent happened)
    {
        if (happened is BaselineCaptured)
        {
            _blueAt = _now + State.Plan.SampleEvery;
        }
        else if (happened is OperationCompleted completed && before.Find(completed.Id)?.Operation is RestartDeployment)
        {
            _blueProbe = null;
            _blueAt = null;
            Seen = Seen with { Blue = Analysis.BlueWatch.Unknown };
        }
        else if (before.Rollback is { BaselineAt: null } && State.Rollback is { BaselineAt: not null })
        {
            _blueProbe = null;
            _blueAt = null;
        }
    }
}
