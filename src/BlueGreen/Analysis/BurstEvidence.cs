namespace BlueGreen.Analysis;

/// <summary>
/// The evidence that errors come in bursts which are private to one of two equal sides. Under "independent" each window's errors are divided by chance; under the alternatives a share of the
/// windows (2%, 20% or all) has odds of its own, in either direction.
/// </summary>
internal static class BurstEvidence
{
    private static readonly double[] Shares = [0.02, 0.2, 1];
    private static readonly double[] Odds = [1.5, 3, 10, 1 / 1.5, 1 / 3.0, 0.1];

    public static int Alternatives => Shares.Length;

    public static void Observe(EvidenceProcess process, in PairedCounts counts)
    {
        Span<double> more = stackalloc double[Odds.Length / 2];
        Span<double> less = stackalloc double[Odds.Length / 2];
        ConditionalOdds.LogRatios(counts, 1, Odds.AsSpan(0, more.Length), above: true, more);
        ConditionalOdds.LogRatios(counts, 1, Odds.AsSpan(more.Length), above: false, less);
        var ratio = LogSpace.Zero;
        for (var i = 0; i < more.Length; i++)
        {
            ratio = LogSpace.Add(ratio, LogSpace.Add(more[i], less[i]));
        }

        ratio -= Math.Log(Odds.Length);
        Span<double> ratios = stackalloc double[Shares.Length];
        for (var i = 0; i < Shares.Length; i++)
        {
            ratios[i] = Shares[i] == 1 ? ratio : LogSpace.Add(Math.Log(1 - Shares[i]), Math.Log(Shares[i]) + ratio);
        }

        process.Multiply(ratios);
    }
}
