using BlueGreen.Machine;
using BlueGreen.Operations;
using BlueGreen.Plans;

namespace BlueGreen.Driving;

/// <summary>The calls that a driver makes, and the lease guard in front of each write.</summary>
internal sealed partial class DriverCore
{
    private long _reads;
    private long? _splitRead;
    private DateTimeOffset _splitReadAt;
    private long? _liveRead;
    private DateTimeOffset _liveReadAt;

    /// <summary>Starts what was decided; false when the lease is too short to.</summary>
    private bool Start(Decision decision, DateTimeOffset now)
    {
        switch (decision)
        {
            case Decision.Perform perform:
                return Guard(now) && Perform(perform.Operation, now);
            case Decision.Cancel cancel:
                return Cancel(cancel.Operation, now);
            case Decision.ReadSplit:
                ReadSplit(now);
                return true;
            case Decision.ReadLive:
                ReadLive(now);
                return true;
            default:
                return false;
        }
    }

    /// <summary>No write starts unless more of the lease is left than the write may take.</summary>
    private bool Guard(DateTimeOffset now) => Seen.Lacks(Mechanism.LeaseGuard) || _lease!.ExpiresAt - now > _settings.LeaseDuration / 2;

    private bool Perform(OperationState operation, DateTimeOffset now)
    {
        var view = Seen.ViewOf(operation.Id);
        Seen = Seen.With(view with { IsRunning = true, Attempts = view.Attempts + 1, Result = null });
        Forget(operation.Operation);
        _requests.Add(new DriverRequest.Perform(operation, Context(operation, Until(operation, now), now), State));
        return true;
    }

    private DateTimeOffset Until(OperationState operation, DateTimeOffset now)
    {
        var soon = now + _settings.CallTimeout;
        var inAWhile = now + (_settings.CallTimeout * 6);
        return operation.Operation is RestartDeployment ? inAWhile
            : operation.Operation is ShiftTraffic or MakeLive || operation.Deadline < soon ? soon
            : operation.Operation is UndoStep undo && State.Plan.Steps[undo.Step] is not MigrateStep ? Earlier(operation.Deadline, inAWhile)
            : operation.Deadline;
    }

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;

    private bool Cancel(OperationState operation, DateTimeOffset now)
    {
        var view = Seen.ViewOf(operation.Id);
        if (view is { IsRunning: true, CancelAttempts: 0 })
        {
            Seen = Seen.With(view with { CancelAttempts = view.CancelAttempts + 1 });
            _requests.Add(new DriverRequest.Stop(operation.Id));
            return true;
        }

        if (!Guard(now))
        {
            return false;
        }

        Seen = Seen.With(view with { IsCancelling = true, CancelAttempts = view.CancelAttempts + 1, CancelResult = null });
        _requests.Add(new DriverRequest.Settle(operation, Context(operation, now + (_settings.CallTimeout * 6), now), State));
        return true;
    }

    private void ReadSplit(DateTimeOffset now)
    {
        _splitRead = ++_reads;
        _splitReadAt = now;
        Seen = Seen with { SplitReadRunning = true };
        _requests.Add(new DriverRequest.ReadSplit(_reads, Context(null, now + _settings.CallTimeout, now)));
    }

    private void ReadLive(DateTimeOffset now)
    {
        _liveRead = ++_reads;
        _liveReadAt = now;
        Seen = Seen with { LiveReadRunning = true };
        _requests.Add(new DriverRequest.ReadLive(_reads, Context(null, now + _settings.CallTimeout, now)));
    }

    /// <summary>What was read before or during a write says nothing about it.</summary>
    private void Forget(RolloutOperation operation)
    {
        if (Seen.Lacks(Mechanism.FreshReading))
        {
            return;
        }

        if (operation is ShiftTraffic)
        {
            _splitRead = null;
            Seen = Seen with { Split = null, SplitReadRunning = false };
        }
        else if (operation is MakeLive)
        {
            _liveRead = null;
            Seen = Seen with { Live = null, LiveReadRunning = false };
        }
    }

    /// <summary>When the store's clock was set back, readings from before it look newer than what is journaled now: they say nothing.</summary>
    private void ForgetFuture(DateTimeOffset now)
    {
        if (Seen.Lacks(Mechanism.FreshReading))
        {
            return;
        }

        if (_lookedAt > now)
        {
            _lookedAt = null;
        }

        if (Seen.Split?.At > now)
        {
            Seen = Seen with { Split = null };
        }

        if (Seen.Live?.At > now)
        {
            Seen = Seen with { Live = null };
        }
    }

    private void Observe(DriverInput input, DateTimeOffset now)
    {
        switch (input)
        {
            case DriverInput.Performed performed:
                var operation = State.Find(performed.Id);
                Seen = Seen.With(Seen.ViewOf(performed.Id) with { IsRunning = false, EndedAt = now, Result = performed.Result });
                if (operation is not null)
                {
                    Forget(operation.Operation);
                }

                break;
            case DriverInput.SettleEnded settled:
                Seen = Seen.With(Seen.ViewOf(settled.Id) with { IsCancelling = false, CancelEndedAt = now, CancelResult = settled.Result });
                break;
            case DriverInput.SplitRead read when read.Number == _splitRead:
                _splitRead = null;
                Seen = Seen with { SplitReadRunning = false, Split = new(_splitReadAt, read.Value) };
                break;
            case DriverInput.LiveRead read when read.Number == _liveRead:
                _liveRead = null;
                Seen = Seen with { LiveReadRunning = false, Live = new(_liveReadAt, read.Value) };
                break;
            default:
                Watch(input, now);
                break;
        }
    }

    private OperationContext Context(OperationState? operation, DateTimeOffset until, DateTimeOffset now) => new()
    {
        Rollout = _rollout,
        Application = State.Plan.Application,
        Step = State.Step is { } step ? State.Plan.Steps[step.Index].Name : State.Rollback is not null ? "rollback" : "engine",
        Operation = operation?.Id ?? new($"{_rollout}-{State.Head}"),
        Token = new(Seen.Epoch, operation is null ? State.Head : operation.CancelRequestedAt is null ? operation.Intent : State.Head),
        StartedAt = operation?.IntendedAt ?? now,
        Deadline = until,
        TimeLeft = until - now,
        Release = State.Started!.Release,
        Blue = State.Blue,
        Green = State.Green,
    };
}
