using BlueGreen.Analysis;

namespace BlueGreen.Benchmarks.Judging;

/// <summary>One simulated rollout: running sums of requests and errors of both sides, second by second, and which seconds were measured.</summary>
internal sealed class Trace(int seconds)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private readonly long[] _blueRequests = new long[seconds + 1];
    private readonly long[] _blueErrors = new long[seconds + 1];
    private readonly long[] _greenRequests = new long[seconds + 1];
    private readonly long[] _greenErrors = new long[seconds + 1];
    private readonly long[] _served = new long[seconds + 1];
    private readonly bool[] _measured = new bool[seconds];

    public int Seconds => seconds;

    /// <summary>Green's share of all requests in the whole rollout so far.</summary>
    public double Share(int until) => (double)_greenRequests[until] / (_greenRequests[until] + _blueRequests[until]);

    public void Set(int at, RequestCounts blue, RequestCounts green, bool measured = true)
    {
        _measured[at] = measured;
        var (seenBlue, seenGreen) = measured ? (blue, green) : default;
        _blueRequests[at + 1] = _blueRequests[at] + seenBlue.Requests;
        _blueErrors[at + 1] = _blueErrors[at] + seenBlue.Errors;
        _greenRequests[at + 1] = _greenRequests[at] + seenGreen.Requests;
        _greenErrors[at + 1] = _greenErrors[at] + seenGreen.Errors;
        _served[at + 1] = _served[at] + green.Errors;
    }

    public bool IsMeasured(int at) => _measured[at];

    /// <summary>Errors that users of green met until a second, measured or not.</summary>
    public long Served(int until) => _served[Math.Min(until, seconds)];

    public RequestCounts Blue(int from, int until) => new(_blueRequests[until] - _blueRequests[Math.Max(0, from)], _blueErrors[until] - _blueErrors[Math.Max(0, from)]);

    public RequestCounts Green(int from, int until) => new(_greenRequests[until] - _greenRequests[Math.Max(0, from)], _greenErrors[until] - _greenErrors[Math.Max(0, from)]);

    public PairedCounts Window(int at) => new(Start.AddSeconds(at), Start.AddSeconds(at + 1), Blue(at, at + 1), Green(at, at + 1));
}
