using BlueGreen.Analysis;
using BlueGreen.Benchmarks.Judging;

namespace BlueGreen.Tests.Analysis;

/// <summary>Requests of simulated releases, the same from the same seed.</summary>
internal sealed class Draws(int seed)
{
    private readonly Sampler _sampler = new(Seeds.Of(seed, 0, 0));

    public static DateTimeOffset Start { get; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public long Binomial(long count, double probability) => _sampler.Binomial(count, probability);

    public double Uniform() => _sampler.Uniform();

    /// <summary>A window of so many seconds in which requests are divided at random and fail independently.</summary>
    public PairedCounts Window(double at, double seconds, long requests, double greenShare, double blueErrors, double greenErrors)
    {
        var (blue, green) = _sampler.Second(requests, greenShare, blueErrors, greenErrors);
        return At(at, seconds, blue, green);
    }

    public static PairedCounts At(double at, double seconds, RequestCounts blue, RequestCounts green) =>
        new(Start.AddSeconds(at), Start.AddSeconds(at + seconds), blue, green);
}
