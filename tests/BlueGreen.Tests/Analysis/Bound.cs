namespace BlueGreen.Tests.Analysis;

/// <summary>What a share seen in simulation may be.</summary>
internal static class Bound
{
    /// <summary>The stated share and three standard errors.</summary>
    public static double Of(double share, int runs) => share + (3 * Math.Sqrt(share * (1 - share) / runs));
}
