using BlueGreen.Analysis;

namespace BlueGreen.Benchmarks.Judging;

/// <summary>Chance, the same from the same seed.</summary>
internal sealed class Sampler(ulong seed)
{
    private SeededDraws _draws = new(seed);

    public double Uniform() => _draws.Next();

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>By inversion, in parts of 500, so that the first probability does not vanish.</summary>
    public long Binomial(long count, double probability)
    {
        if (probability > 0.5)
        {
            return count - Binomial(count, 1 - probability);
        }

        long hits = 0;
        for (var left = count; left > 0 && probability > 0; left -= 500)
        {
            hits += Invert((int)Math.Min(left, 500), probability);
        }

        return hits;
    }

    /// <summary>Both sides of one second: requests divided at random, errors independent at a rate of each side.</summary>
    public (RequestCounts Blue, RequestCounts Green) Second(long requests, double share, double blueErrors, double greenErrors)
    {
        var green = Binomial(requests, share);
        return (new(requests - green, Binomial(requests - green, blueErrors)), new(green, Binomial(green, greenErrors)));
    }

    /// <summary>A beta-distributed rate with a mean and an intraclass correlation, by two gamma draws (Marsaglia and Tsang 2000).</summary>
    public double Beta(double mean, double correlation)
    {
        var size = (1 - correlation) / correlation;
        var (a, b) = (Gamma(mean * size), Gamma((1 - mean) * size));
        return a / (a + b);
    }

    private double Gamma(double shape)
    {
        if (shape < 1)
        {
            return Gamma(shape + 1) * Math.Pow(1 - Uniform(), 1 / shape);
        }

        var d = shape - (1 / 3.0);
        while (true)
        {
            var z = Normal();
            var v = Math.Pow(1 + (z / Math.Sqrt(9 * d)), 3);
            if (v > 0 && Math.Log(1 - Uniform()) < (z * z / 2) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }

    private int Invert(int count, double probability)
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
