namespace BlueGreen.Testing.Simulation;

/// <summary>Faults drawn from a seed. Faults may be left out by number, to find out which ones matter.</summary>
internal sealed class RandomFaults : IFaultScript
{
    private readonly SimulationRandom _random;
    private readonly double _rate;
    private readonly TimeSpan _until;
    private readonly Func<int, bool> _isKept;
    private readonly List<(TimeSpan, Fault)> _scheduled = [];
    private int _number;
    private bool _isFlaky;

    public RandomFaults(SimulationRandom random, double rate, int scheduled, TimeSpan until, Func<int, bool> isKept)
    {
        _random = random;
        _rate = rate;
        _until = until;
        _isKept = isKept;
        for (var i = 0; i < scheduled; i++)
        {
            Schedule();
        }
    }

    public IEnumerable<(TimeSpan At, Fault Fault)> Scheduled => _scheduled;

    /// <summary>How many were drawn.</summary>
    public int Count => _number;

    public Fault? Next(IoKind call, TimeSpan elapsed)
    {
        var isWrite = IsWrite(call);
        if (elapsed > _until || !_random.Chance(!isWrite ? _rate : _isFlaky ? 0.35 : _rate * 4))
        {
            _isFlaky &= !isWrite;
            return null;
        }

        _isFlaky |= isWrite;

        var kinds = FaultTable.For(call);
        var fault = new Fault(_number++, kinds[_random.Below(kinds.Length)], Length());
        return _isKept(fault.Number) ? fault : null;
    }

    /// <summary>Few calls of a run are writes, and most of what can go wrong goes wrong there; a provider that failed once is likely to fail again.</summary>
    private static bool IsWrite(IoKind call) => call is IoKind.Shift or IoKind.MakeLive or IoKind.Work or IoKind.Settle;

    private void Schedule()
    {
        var at = _random.Seconds(0, _until.TotalSeconds);
        var fault = new Fault(_number++, FaultTable.Scheduled[_random.Below(FaultTable.Scheduled.Length)], Length());
        if (_isKept(fault.Number))
        {
            _scheduled.Add((at, fault));
        }
    }

    private TimeSpan Length() => _random.Chance(0.7) ? _random.Seconds(1, 20) : _random.Seconds(20, 60);
}
