using System.Collections.Immutable;
using BlueGreen.Analysis;
using BlueGreen.Driving;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Machine;
using BlueGreen.Operations;

namespace BlueGreen.Testing.Simulation;

/// <summary>The calls of a host: each leaves, takes effect and is answered at three different moments, and a fault can come between any two.</summary>
internal sealed partial class SimulatedHost
{
    private static readonly TimeSpan AnswersIn = TimeSpan.FromMilliseconds(3);

    private readonly Dictionary<OperationId, Action> _running = [];

    private void Feed(DriverInput input)
    {
        if (Driver is not { } driver)
        {
            return;
        }

        var requests = driver.Handle(input, Now).ToArray();
        simulation.Oracle?.Handled(this, driver);
        var incarnation = _incarnation;
        foreach (var request in requests)
        {
            simulation.Oracle?.Decided(this, driver, request);
            Receive(incarnation, () => Emit(driver, request));
        }

        if (!_isAlive || Driver != driver)
        {
            return;
        }

        if (driver.IsDeposed || driver.IsFinished)
        {
            Drop();
        }
        else
        {
            Schedule(driver);
        }
    }

    private void Schedule(DriverCore driver)
    {
        var wake = ++_wakes;
        if (driver.WakeAt is { } at)
        {
            var delay = (at - Now) / (1 + Drift);
            Later(delay > TimeSpan.FromMilliseconds(1) ? delay : TimeSpan.FromMilliseconds(1), () =>
            {
                if (wake == _wakes && Driver == driver)
                {
                    Feed(new DriverInput.Ticked());
                }
            });
        }
    }

    private void Answer(DriverCore driver, DriverInput input)
    {
        if (Driver == driver)
        {
            Feed(input);
        }
    }

    private void Emit(DriverCore driver, DriverRequest request)
    {
        var soon = simulation.Agenda.Now + simulation.Settings.CallTimeout;
        switch (request)
        {
            case DriverRequest.Append append:
                PerformTooSoon(driver, append.Request);
                Call<AppendResult>(IoKind.Append, soon, (_, answer) => answer(simulation.Store.Append(append.Request)),
                    result => Answer(driver, new DriverInput.Appended(result)), (_, _) => Answer(driver, new DriverInput.AppendLost()));
                break;
            case DriverRequest.Load load:
                Call<DriverInput>(IoKind.Load, soon, (_, answer) => answer(new DriverInput.Loaded(simulation.Store.Read(load.After))),
                    loaded => Answer(driver, loaded), (_, _) => Answer(driver, new DriverInput.LoadFailed()));
                break;
            case DriverRequest.ReadInbox inbox:
                Call<DriverInput>(IoKind.Inbox, soon, (_, answer) => answer(new DriverInput.InboxRead(simulation.Store.ReadInbox(inbox.After))),
                    read => Answer(driver, read), (_, _) => Answer(driver, new DriverInput.InboxFailed()));
                break;
            case DriverRequest.ReadSplit read:
                Call<Observed<TrafficSplit>>(IoKind.ReadSplit, soon, (fault, answer) => answer(fault?.Kind == FaultKind.UnknownReading
                        ? Observed.Unknown<TrafficSplit>("the instances disagree") : simulation.World.ReadSplit()),
                    split => Answer(driver, new DriverInput.SplitRead(read.Number, split)),
                    (why, _) => Answer(driver, new DriverInput.SplitRead(read.Number, Observed.Unknown<TrafficSplit>(why))));
                break;
            case DriverRequest.ReadLive read:
                Call<Observed<Deployment?>>(IoKind.ReadLive, soon, (fault, answer) => answer(fault?.Kind == FaultKind.UnknownReading
                        ? Observed.Unknown<Deployment?>("the environment does not say") : simulation.World.ReadLive()),
                    live => Answer(driver, new DriverInput.LiveRead(read.Number, live)),
                    (why, _) => Answer(driver, new DriverInput.LiveRead(read.Number, Observed.Unknown<Deployment?>(why))));
                break;
            case DriverRequest.TakeSample take:
                var none = new Sample(take.At) { Readings = [.. take.Since.Select(_ => (MetricReading?)null)], Trouble = "no answer in time" };
                Call<Sample>(IoKind.Sample, simulation.Agenda.Now + simulation.Plan.SampleTimeout, (fault, answer) => answer(simulation.World.Sample(take, Trouble(fault))),
                    sample => Sampled(driver, sample), (_, _) => Sampled(driver, none));
                break;
            case DriverRequest.ProbeBlue probe:
                Call<ImmutableArray<ProbeResult>>(IoKind.ProbeBlue, simulation.Agenda.Now + simulation.Plan.SampleTimeout,
                    (fault, answer) => answer(fault?.Kind == FaultKind.ProberFails ? [] : simulation.World.ProbeBlue(probe)),
                    results => Answer(driver, new DriverInput.BlueProbed(probe.Number, results)), (_, _) => Answer(driver, new DriverInput.BlueProbed(probe.Number, [])));
                break;
            case DriverRequest.Perform perform:
                Perform(driver, perform);
                break;
            case DriverRequest.Settle settle:
                Call<CallResult>(IoKind.Settle, simulation.Agenda.Now + (settle.Context.Deadline - Now), (_, answer) => simulation.World.Settle(settle, answer),
                    result => Answer(driver, new DriverInput.SettleEnded(settle.Operation.Id, result)),
                    (why, transient) => Answer(driver, new DriverInput.SettleEnded(settle.Operation.Id, CallResult.Failed(why, transient))));
                break;
            case DriverRequest.Stop stop:
                if (_running.Remove(stop.Id, out var end))
                {
                    Later(TimeSpan.FromMilliseconds(20), end);
                }

                break;
        }
    }

    /// <summary>Without the rule that an intent comes first, a write would leave beside it.</summary>
    private void PerformTooSoon(DriverCore driver, AppendRequest append)
    {
        if (simulation.Off.HasFlag(Mechanism.IntentFirst) && append.Event is OperationIntended { Operation: ShiftTraffic } intended)
        {
            var operation = new OperationState(intended.Id, intended.Operation, append.ExpectedHead + 1, append.Epoch, intended.Deadline, intended.Deadline);
            var context = new OperationContext
            {
                Rollout = append.Rollout,
                Application = simulation.Plan.Application,
                Step = "",
                Operation = intended.Id,
                Token = new(append.Epoch, operation.Intent),
                Deadline = intended.Deadline,
                StartedAt = intended.Deadline,
                TimeLeft = TimeSpan.FromSeconds(1),
                Release = simulation.Scenario.Release,
            };
            simulation.World.Perform(new(operation, context, driver.State), () => true, _ => { });
        }
    }

    private void Sampled(DriverCore driver, Sample sample)
    {
        if (Driver == driver)
        {
            simulation.Oracle?.Sampled(driver, sample);
            Feed(new DriverInput.Sampled(sample));
        }
    }

    private static SampleTrouble Trouble(Fault? fault) => fault?.Kind switch
    {
        FaultKind.SourceFails => SampleTrouble.SourceFails,
        FaultKind.OneSourceFails => SampleTrouble.OneSourceFails,
        FaultKind.ProberFails => SampleTrouble.ProberFails,
        FaultKind.NoData => SampleTrouble.NoData,
        _ => SampleTrouble.None,
    };

    private void Perform(DriverCore driver, DriverRequest.Perform perform)
    {
        var id = perform.Operation.Id;
        var incarnation = _incarnation;
        var isOver = false;
        if (simulation.Off.HasFlag(Mechanism.OperationIdentity))
        {
            var again = new OperationId($"{id}-{number}-{_incarnation}-{driver.Seen.ViewOf(id).Attempts}");
            perform = perform with { Context = perform.Context with { Operation = again } };
        }

        var kind = perform.Operation.Operation switch { ShiftTraffic => IoKind.Shift, MakeLive => IoKind.MakeLive, _ => IoKind.Work };
        Call<CallResult>(
            kind,
            simulation.Agenda.Now + (perform.Context.Deadline - Now),
            (_, answer) => simulation.World.Perform(perform, () => !isOver && _isAlive && incarnation == _incarnation, answer),
            End,
            (why, transient) => End(CallResult.Failed(why, transient)));
        _running[id] = () => End(CallResult.Failed("it was cancelled", isTransient: true));

        void End(CallResult result)
        {
            if (!isOver)
            {
                isOver = true;
                _running.Remove(id);
                Answer(driver, new DriverInput.Performed(id, result));
            }
        }
    }

    /// <summary>One call: leaves now, lands a little later, is answered a little later still, or given up at its deadline.</summary>
    private void Call<T>(IoKind kind, DateTimeOffset deadline, Action<Fault?, Action<T>> land, Action<T> answered, Action<string, bool> failed)
    {
        var fault = simulation.NextFault(kind);
        switch (fault?.Kind)
        {
            case FaultKind.CrashBeforeSend:
                Crash();
                break;
            case FaultKind.PauseBeforeSend:
                Sleep(fault.Value.Length);
                Receive(_incarnation, () => Send(kind, fault, deadline, land, answered, failed));
                break;
            default:
                Send(kind, fault, deadline, land, answered, failed);
                break;
        }
    }

    private void Send<T>(IoKind kind, Fault? fault, DateTimeOffset deadline, Action<Fault?, Action<T>> land, Action<T> answered, Action<string, bool> failed)
    {
        var incarnation = _incarnation;
        var isAnswered = false;
        simulation.Agenda.At(deadline, () => Finish(() => failed("no answer in time", true)));
        if (fault?.Kind == FaultKind.LostRequest)
        {
            return;
        }

        var latency = simulation.Latency();
        if (fault?.Kind == FaultKind.CrashAfterSend)
        {
            simulation.Agenda.In(latency / 2, () => CrashAs(incarnation));
        }

        simulation.Agenda.In(fault?.Kind == FaultKind.LateEffect ? fault.Value.Length : latency, Land);

        void Land()
        {
            if (simulation.IsUnreachable(kind) || fault?.Kind is FaultKind.TransientFailure or FaultKind.PermanentFailure)
            {
                var isTransient = fault?.Kind != FaultKind.PermanentFailure;
                simulation.Agenda.In(AnswersIn, () => Finish(() => failed("it failed", isTransient)));
                return;
            }

            land(fault, result => Landed(result));
        }

        void Landed(T result)
        {
            switch (fault?.Kind)
            {
                case FaultKind.CrashAfterLanding:
                    CrashAs(incarnation);
                    return;
                case FaultKind.LostAnswer:
                    return;
                case FaultKind.PauseBeforeAnswer when incarnation == _incarnation:
                    Sleep(fault.Value.Length);
                    break;
            }

            simulation.Agenda.In(simulation.Latency(), () => Finish(() => answered(result)));
        }

        void Finish(Action action)
        {
            if (isAnswered)
            {
                return;
            }

            isAnswered = true;
            Receive(incarnation, action);
            if (fault?.Kind == FaultKind.CrashAfterAnswer)
            {
                CrashAs(incarnation);
            }
        }
    }

    private void CrashAs(int incarnation)
    {
        if (incarnation == _incarnation)
        {
            Crash();
        }
    }
}
