using BlueGreen.Driving;
using BlueGreen.Journal;

namespace BlueGreen.Testing.Simulation;

/// <summary>
/// A process that claims the rollout, keeps its lease and runs the real driver. It can die and come back as somebody new, and it can sleep: then everything that
/// comes in waits, and it goes on with what it had decided.
/// </summary>
internal sealed partial class SimulatedHost(Simulation simulation, int number)
{
    private readonly List<Action> _waiting = [];
    private int _incarnation;
    private bool _isAlive;
    private DateTimeOffset? _sleepsUntil;
    private DateTimeOffset _storeTime;
    private DateTimeOffset _storeTimeAt;
    private int _wakes;

    public string Owner => $"host{number}.{_incarnation}";

    public DriverCore? Driver { get; private set; }

    public Lease? Lease { get; private set; }

    public bool IsAwake => _isAlive && _sleepsUntil is null;

    /// <summary>How fast its clock runs.</summary>
    public double Drift { get; set; }

    /// <summary>How far off its idea of the store's time is.</summary>
    public TimeSpan Offset { get; set; }

    /// <summary>When that was last set.</summary>
    public DateTimeOffset ClockSetAt { get; set; }

    /// <summary>The store's time as this process knows it.</summary>
    public DateTimeOffset Now => _storeTime + ((simulation.Agenda.Now - _storeTimeAt) * (1 + Drift)) + Offset;

    public void Start()
    {
        _incarnation++;
        _isAlive = true;
        _sleepsUntil = null;
        _waiting.Clear();
        Driver = null;
        Lease = null;
        Poll();
    }

    public void Crash()
    {
        if (!_isAlive)
        {
            return;
        }

        _isAlive = false;
        _waiting.Clear();
        Driver = null;
        simulation.Disturb();
        simulation.Agenda.In(simulation.Random.Seconds(0.5, 8), Start);
    }

    public void Sleep(TimeSpan length)
    {
        if (!_isAlive || _sleepsUntil is not null)
        {
            return;
        }

        var incarnation = _incarnation;
        _sleepsUntil = simulation.Agenda.Now + length;
        simulation.Disturb();
        simulation.Agenda.In(length, () =>
        {
            if (incarnation == _incarnation && _isAlive)
            {
                Wake();
            }
        });
    }

    public void Nudge() => Receive(_incarnation, () => Feed(new DriverInput.Nudged()));

    private void Wake()
    {
        simulation.Disturb();
        _sleepsUntil = null;
        var waiting = _waiting.ToArray();
        _waiting.Clear();
        var incarnation = _incarnation;
        foreach (var action in waiting)
        {
            Receive(incarnation, action);
        }
    }

    /// <summary>Something reaches this process, if it is still the one that it is meant for.</summary>
    private void Receive(int incarnation, Action action)
    {
        if (incarnation != _incarnation || !_isAlive)
        {
            return;
        }

        if (_sleepsUntil is not null)
        {
            _waiting.Add(action);
            return;
        }

        action();
    }

    private void Later(TimeSpan delay, Action action)
    {
        var incarnation = _incarnation;
        simulation.Agenda.In(delay, () => Receive(incarnation, action));
    }

    private void Poll()
    {
        if (simulation.IsOver)
        {
            return;
        }

        if (Driver is not null)
        {
            return;
        }

        var sent = simulation.Agenda.Now;
        Call<Lease?>(
            IoKind.Claim,
            sent + simulation.Settings.CallTimeout,
            (_, answer) => answer(simulation.Store.Claim(Owner, simulation.Settings.LeaseDuration)),
            lease => Claimed(lease, sent),
            (_, _) => Later(simulation.Random.Seconds(0.5, 1.5), Poll));
    }

    private void Claimed(Lease? lease, DateTimeOffset sent)
    {
        if (lease is null || Driver is not null)
        {
            Later(simulation.Random.Seconds(0.7, 1.5), Poll);
            return;
        }

        Driver = new(lease.Rollout, simulation.Settings);
        simulation.Disturb();
        Hold(lease, sent);
        Later(simulation.Settings.LeaseDuration / 3, Renew);
    }

    private void Hold(Lease lease, DateTimeOffset sent)
    {
        Lease = lease;
        _storeTime = lease.StoreTime;
        _storeTimeAt = sent;
        Feed(new DriverInput.LeaseHeld(lease));
    }

    private void Renew()
    {
        if (Driver is null || Lease is null || simulation.IsOver)
        {
            return;
        }

        var sent = simulation.Agenda.Now;
        var epoch = Lease.Epoch;
        var present = Lease;
        Call<Lease?>(
            IoKind.Renew,
            sent + simulation.Settings.CallTimeout,
            (_, answer) => answer(simulation.Store.Renew(present, simulation.Settings.LeaseDuration)),
            lease => Renewed(lease, epoch, sent),
            (_, _) => Later(simulation.Settings.StoreRetry, Renew));
    }

    private void Renewed(Lease? lease, long epoch, DateTimeOffset sent)
    {
        if (Driver is null || Lease?.Epoch != epoch)
        {
            return;
        }

        if (lease is null)
        {
            Feed(new DriverInput.LeaseLost());
            Drop();
            return;
        }

        Hold(lease, sent);
        Later(simulation.Settings.LeaseDuration / 3, Renew);
    }

    private void Drop()
    {
        if (Driver is null)
        {
            return;
        }

        Driver = null;
        Lease = null;
        simulation.Disturb();
        Later(simulation.Random.Seconds(0.7, 1.5), Poll);
    }
}
