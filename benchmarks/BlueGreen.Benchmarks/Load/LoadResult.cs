using System.Diagnostics;

namespace BlueGreen.Benchmarks.Load;

/// <summary>What a load came to.</summary>
internal sealed record LoadResult(Exchange[] Exchanges, TimeSpan Took)
{
    public int Failed => Exchanges.Count(e => e.Side is null);

    public double PerSecond => (Exchanges.Length - Failed) / Took.TotalSeconds;

    public double GreenShare => Exchanges.Count(e => e.Side == Side.Green) / (double)Exchanges.Length;

    public double P99Microseconds
    {
        get
        {
            var latencies = Exchanges.Select(e => e.ReceivedAt - e.SentAt).Order().ToArray();
            return Stopwatch.GetElapsedTime(0, latencies[(int)(latencies.Length * 0.99)]).TotalMicroseconds;
        }
    }
}
