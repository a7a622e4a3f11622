namespace BlueGreen.Analysis;

/// <summary>How much evidence is missing at least: what is left to the threshold, divided by what one error brings on average (the divergence of Kullback and Leibler between green's share of errors under the two odds ratios).</summary>
internal static class EvidenceNeeded
{
    /// <summary>About how many more errors of both sides; null while nothing is known about the split.</summary>
    /// <param name="wrong">The probability of a wrong verdict that is allowed.</param>
    /// <param name="logEvidence">What there is.</param>
    /// <param name="greenShare">Green's share of the requests.</param>
    /// <param name="truth">The odds ratio that is taken for true.</param>
    /// <param name="against">The one that is to be ruled out.</param>
    public static long? Errors(Percentage wrong, double logEvidence, double greenShare, double truth, double against)
    {
        if (greenShare is not (> 0 and < 1))
        {
            return null;
        }

        var perError = Divergence(Share(greenShare, truth), Share(greenShare, against));
        return (long)Math.Ceiling(Math.Max(0, -Math.Log(wrong.Fraction) - logEvidence) / perError);
    }

    /// <summary>Green's share of the errors at an odds ratio, where errors are rare.</summary>
    public static double Share(double greenShare, double odds) => greenShare * odds / ((greenShare * odds) + 1 - greenShare);

    public static double Divergence(double p, double q) => (p * Math.Log(p / q)) + ((1 - p) * Math.Log((1 - p) / (1 - q)));
}
