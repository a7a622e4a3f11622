using BlueGreen.Driving;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Machine;
using BlueGreen.Plans;
using BlueGreen.Signals;

namespace BlueGreen.Testing.Simulation;

/// <summary>One run: hosts, store, world, people and faults in virtual time, on one thread, the same each time from the same scenario and script.</summary>
internal sealed class Simulation
{
    public static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly IFaultScript _script;
    private readonly SimulationRandom _latency;
    private DateTimeOffset _providersDownUntil;
    private readonly Operators? _operators;
    private int _signals;
    private TimeSpan _clocksOff;

    public Simulation(Scenario scenario, IFaultScript script, Mechanism off = Mechanism.None, bool isJudged = true, TimeSpan? latency = null)
    {
        Scenario = scenario;
        Off = off;
        Settings = scenario.Settings with { Off = off };
        FixedLatency = latency;
        _script = script;
        Random = new(scenario.Seed ^ 0x5151);
        _latency = Random.Fork();
        Agenda = new(Epoch);
        Rollout = new($"r{scenario.Seed:x}");
        Store = new(Agenda, Rollout, off);
        Oracle = isJudged ? new(this) : null;
        World = new(Agenda, scenario.World, scenario.Plan, off, Oracle);
        Hosts = [.. Enumerable.Range(1, scenario.Hosts).Select(number => new SimulatedHost(this, number))];
        _operators = isJudged ? new(this) : null;
        Store.Appended = Appended;
        Store.Claimed = lease => Oracle?.Claimed(lease);
        Store.Renewed = lease => Oracle?.Renewed(lease);
    }

    public Scenario Scenario { get; }

    public PlanDescription Plan => Scenario.Plan;

    public DriverSettings Settings { get; }

    public Mechanism Off { get; }

    public RolloutId Rollout { get; }

    public Agenda Agenda { get; }

    public SimulationRandom Random { get; }

    public SimulatedStore Store { get; }

    public SimulatedWorld World { get; }

    public Oracle? Oracle { get; }

    public List<SimulatedHost> Hosts { get; }

    public List<JournalEntry> Journal { get; } = [];

    public List<(TimeSpan At, Fault Fault, string On)> Struck { get; } = [];

    /// <summary>When something last went wrong, or the driver changed.</summary>
    public DateTimeOffset DisturbedAt { get; private set; } = Epoch;

    public bool IsClosed { get; private set; }

    public bool IsOver { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public int Steps { get; private set; }

    /// <summary>How far the clocks of store, hosts and world may be apart.</summary>
    public TimeSpan Tolerance => TimeSpan.FromMilliseconds(450) + _clocksOff;

    /// <summary>What appends and answers may add to a reaction.</summary>
    public TimeSpan Slack { get; } = TimeSpan.FromSeconds(2.5);

    private TimeSpan? FixedLatency { get; }

    public void Disturb() => DisturbedAt = Agenda.Now > DisturbedAt ? Agenda.Now : DisturbedAt;

    public TimeSpan Latency() => FixedLatency ?? TimeSpan.FromMilliseconds(1 + (_latency.Unit() * (_latency.Chance(0.05) ? 400 : 30)));

    public bool IsUnreachable(IoKind call) => call is IoKind.Append or IoKind.Claim or IoKind.Inbox or IoKind.Load or IoKind.Renew
        ? Store.IsDown
        : Agenda.Now < _providersDownUntil;

    public Fault? NextFault(IoKind call)
    {
        var fault = _script.Next(call, Agenda.Elapsed);
        if (fault is { } struck)
        {
            Struck.Add((Agenda.Elapsed, struck, call.ToString()));
            Disturb();
            DisturbUntil(struck);
        }

        return fault;
    }

    /// <summary>Prepares everything; call <see cref="Step"/> until it is over.</summary>
    public void Begin()
    {
        var started = new RolloutStarted { Kind = Scenario.Kind, Release = Scenario.Release, Plan = Plan, Strategy = Scenario.Strategy };
        if (Scenario.Kind == RolloutKind.Rollback)
        {
            started = started with { ReturnTo = World.Blue, Leave = World.BeginFinished(), Reason = "it is worse" };
        }

        World.Meter();
        Store.Start(new(Rollout, started, IfActive.Refuse));
        var first = Store.Read(0)[0];
        Journal.Add(first);
        Oracle?.Appended(null, first);
        foreach (var host in Hosts)
        {
            Agenda.In(FixedLatency is null ? Random.Seconds(0, 0.5) : TimeSpan.Zero, host.Start);
        }

        foreach (var (at, signal) in Scenario.Signals)
        {
            Agenda.In(at, () => Send(signal));
        }

        foreach (var (at, fault) in _script.Scheduled)
        {
            Agenda.In(at, () => Strike(fault));
        }
    }

    /// <summary>Lets one thing happen; false when the run is over.</summary>
    public bool Step()
    {
        if (IsOver || !Agenda.Step())
        {
            return false;
        }

        Steps++;
        Oracle?.Stepped();
        if (IsClosed && Agenda.Now > ClosedAt + TimeSpan.FromSeconds(Oracle is null ? 0 : 70))
        {
            IsOver = true;
        }

        return !IsOver;
    }

    public void End() => IsOver = true;

    public void Send(Signal signal)
    {
        var open = Journal.Select(entry => entry.Event).OfType<ApprovalRequested>().LastOrDefault();
        var loss = Journal.Select(entry => entry.Event).OfType<PointOfNoReturnPassed>().LastOrDefault();
        Store.Send(signal with
        {
            Id = signal.Id.Length > 0 ? signal.Id : $"signal-{++_signals}",
            Fingerprint = signal.Fingerprint ?? open?.Fingerprint,
            Step = signal.Step ?? open?.Step,
            LossToken = signal.LossToken is "right" ? loss?.LossToken : signal.LossToken,
        });
        if (FixedLatency is not null || Random.Chance(0.7))
        {
            foreach (var host in Hosts)
            {
                host.Nudge();
            }
        }
    }

    private void Appended(AppendRequest request, JournalEntry entry)
    {
        Journal.Add(entry);
        Oracle?.Appended(request, entry);
        _operators?.See(entry.Event);
        if (entry.Event is RolloutClosed)
        {
            IsClosed = true;
            ClosedAt = Agenda.Now;
        }
    }

    private void DisturbUntil(Fault fault)
    {
        var until = Agenda.Now + fault.Length;
        DisturbedAt = until > DisturbedAt ? until : DisturbedAt;
    }

    private void Strike(Fault fault)
    {
        Struck.Add((Agenda.Elapsed, fault, ""));
        Disturb();
        DisturbUntil(fault);
        var until = Agenda.Now + fault.Length;
        var host = Hosts[Random.Below(Hosts.Count)];
        switch (fault.Kind)
        {
            case FaultKind.StoreOutage:
                Store.DownUntil = until;
                break;
            case FaultKind.ProviderOutage:
                _providersDownUntil = until;
                break;
            case FaultKind.StoreClockStep:
                Store.Offset += Random.Seconds(-3, 3);
                _clocksOff += TimeSpan.FromSeconds(3);
                Oracle?.StoreClockSetAt = Agenda.Now;
                break;
            case FaultKind.HostClockStep:
                host.Offset = Random.Seconds(-1.5, 1.5);
                host.ClockSetAt = Agenda.Now;
                _clocksOff += TimeSpan.FromSeconds(2.5);
                host.Drift = (Random.Unit() - 0.5) * 0.04;
                break;
            case FaultKind.Crash:
                host.Crash();
                break;
            case FaultKind.Pause:
                host.Sleep(fault.Length);
                break;
            case FaultKind.SplitDrift:
                DriftSplit();
                break;
            case FaultKind.LiveDrift:
                World.DriftLive(Random.Chance(0.5) ? World.Blue : World.Green ?? World.Blue);
                break;
            case FaultKind.GreenSilence:
                World.GreenSilentUntil = until;
                break;
            case FaultKind.Silence:
                World.AllSilentUntil = until;
                break;
            case FaultKind.BlueDies:
                World.KillBlue(Random.Chance(0.3) || Plan.EmergencyReason is not null ? until : null);
                break;
        }

        World.Meter();
        Agenda.At(until, World.Meter);
    }

    private void DriftSplit()
    {
        if (World.Blue is { } blue && World.Green is { } green && World.Running.Contains(blue.Id) && World.Running.Contains(green.Id))
        {
            World.DriftSplit(TrafficSplit.Between(blue.Id, green.Id, Percentage.Of(Random.Below(21) * 5)));
        }
    }
}
