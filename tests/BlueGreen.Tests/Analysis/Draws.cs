using BlueGreen.Analysis;

namespace BlueGreen.Tests.Analysis;

/// <summary>Requests of simulated releases, the same from the same seed.</summary>
internal sealed class Draws(int seed)
{
    private readonly Random _random = new(seed);

    public static DateTimeOffset Start { get; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    /// <summary>How many of so many succeed: by inversion, in parts so small that the first probability does not vanish.</summary>
    public long Binomial(long count, double probability)
    {
        if (probability > 0.5)
        {
            return count - Binomial(count, 1 - probability);
        }

        long hits = 0;
        for (var left = count; left > 0 && probability > 0; left -= 500)
        {
            hits += Inverted((int)Math.Min(left, 500), probability);
        }

        return hits;
    }

    public double Uniform() => _random.NextDouble();

    /// <summary>A window of so many seconds in which requests are divided at random and fail independently.</summary>
    public PairedCounts Window(double at, double seconds, long requests, double greenShare, double blueErrors, double greenErrors)
    {
        var green = Binomial(requests, greenShare);
        return At(at, seconds, new(requests - green, Binomial(requests - green, blueErrors)), new(green, Binomial(green, greenErrors)));
    }

    public static PairedCounts At(double at, double seconds, RequestCounts blue, RequestCounts green) =>
        new(Start.AddSeconds(at), Start.AddSeconds(at + seconds), blue, green);

    private int Inverted(int count, double probability)
    {
        var odds = probability / (1 - probability);
        var term = Math.Pow(1 - probability, count);
        var left = Uniform();
        var hits = 0;
        while (left > term && hits < count)
        {
            left -= term;
            hits++;
            term *= (count - hits + 1) * odds / hits;
        }

        return hits;
    }
}
