using System.Collections.Immutable;
using System.Runtime.InteropServices;
using BlueGreen.Analysis;

namespace BlueGreen.Benchmarks.Judging;

/// <summary>One simulated rollout with its latencies, and when each rule has seen enough of it: Flagger, Kayenta, the band, ours.</summary>
internal sealed class LatencyRollout(Sampler sampler, Func<Sampler, double, double> greenLatency, ImmutableArray<TimeSpan> bounds)
{
    private const double Alpha = 0.01;
    private const int PerSecond = 100;
    private const double Sigma = 0.6;

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private readonly double[] _bounds = [.. bounds.Select(b => b.TotalMilliseconds)];
    private readonly List<double> _blueMinute = [];
    private readonly List<double> _greenMinute = [];
    private readonly List<double> _blueP99 = [];
    private readonly List<double> _greenP99 = [];
    private readonly long[] _blueAll = new long[bounds.Length + 1];
    private readonly long[] _greenAll = new long[bounds.Length + 1];
    private int _failedChecks;

    public int?[] Decided { get; } = new int?[4];

    public void Run()
    {
        var comparison = new LatencyComparison(new() { CutPoints = LatencyComparisonOptions.CutPointsOf(Usual()) });
        for (var t = 0; t < Scenario.Seconds && Decided.Any(d => d is null); t++)
        {
            var (blue, green) = Second();
            if (Decided[3] is null)
            {
                comparison.Observe(Start.AddSeconds(t), Start.AddSeconds(t + 1), blue, green);
                Decided[3] = comparison.Verdict == Verdict.Fail ? t + 1 : null;
            }

            if ((t + 1) % 60 == 0)
            {
                Minute(t + 1);
            }
        }
    }

    private LatencyBuckets Usual()
    {
        var counts = new long[_bounds.Length + 1];
        for (var i = 0; i < 20_000; i++)
        {
            counts[Bucket(Draw())]++;
        }

        return Of(counts);
    }

    private (LatencyBuckets Blue, LatencyBuckets Green) Second()
    {
        var (blue, green) = (new long[_bounds.Length + 1], new long[_bounds.Length + 1]);
        for (var i = 0; i < PerSecond; i++)
        {
            var isGreen = sampler.Uniform() < 0.1;
            var ms = isGreen ? greenLatency(sampler, Draw()) : Draw();
            (isGreen ? _greenMinute : _blueMinute).Add(ms);
            (isGreen ? green : blue)[Bucket(ms)]++;
            (isGreen ? _greenAll : _blueAll)[Bucket(ms)]++;
        }

        return (Of(blue), Of(green));
    }

    private void Minute(int t)
    {
        _blueP99.Add(TakeP99(_blueMinute));
        _greenP99.Add(TakeP99(_greenMinute));
        Decided[0] ??= _failedChecks >= 5 ? t : null;
        _failedChecks += _greenP99[^1] > 500 ? 1 : 0;
        Decided[1] ??= t >= 600 && t % 300 == 0 && MannWhitney.IsHigh(_greenP99.ToArray(), _blueP99.ToArray()) ? t : null;
        Decided[2] ??= IsOutsideBand() ? t : null;
    }

    /// <summary>A gap between the distribution functions beyond the sum of both radii, each at half the level.</summary>
    private bool IsOutsideBand()
    {
        var (blue, green) = (_blueAll.Sum(), _greenAll.Sum());
        var radii = Band.Radius(blue, Alpha / 2) + Band.Radius(green, Alpha / 2);
        var (b, g) = (0L, 0L);
        for (var i = 0; i < _blueAll.Length; i++)
        {
            (b, g) = (b + _blueAll[i], g + _greenAll[i]);
            if (((double)b / blue) - ((double)g / green) > radii)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Lognormal with a median of 50 ms.</summary>
    private double Draw() => 50 * Math.Exp(Sigma * sampler.Normal());

    private static double TakeP99(List<double> values)
    {
        values.Sort();
        var p99 = values[(int)(0.99 * (values.Count - 1))];
        values.Clear();
        return p99;
    }

    private int Bucket(double ms) => Array.BinarySearch(_bounds, ms) is var at && at >= 0 ? at : ~at;

    private LatencyBuckets Of(long[] counts) => new() { UpperBounds = bounds, Counts = ImmutableCollectionsMarshal.AsImmutableArray(counts), Sum = TimeSpan.Zero };
}
