namespace BlueGreen.NetlifyEmulator.Faults;

/// <summary>A fault, and the requests that meet it.</summary>
public sealed class FaultRule
{
    private readonly PathPattern _pattern;
    private readonly int _from;
    private readonly int _times;
    private int _seen;
    private int _met;

    internal FaultRule(PathPattern pattern, Fault fault, int from, int times)
    {
        _pattern = pattern;
        _from = from;
        _times = times;
        Fault = fault;
    }

    public Fault Fault { get; }

    /// <summary>How many requests have met it.</summary>
    public int Met => Volatile.Read(ref _met);

    /// <summary>Counts a request that matches.</summary>
    internal bool IsMet(string method, string path)
    {
        if (!_pattern.IsMatch(method, path))
        {
            return false;
        }

        _seen++;
        var isMet = _seen >= _from && _seen - _from < _times;
        Volatile.Write(ref _met, _met + (isMet ? 1 : 0));
        return isMet;
    }
}
