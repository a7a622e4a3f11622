namespace BlueGreen;

/// <summary>One deployment's share of the traffic.</summary>
/// <param name="Deployment">The deployment.</param>
/// <param name="Weight">Its share.</param>
public readonly record struct TrafficWeight(DeploymentId Deployment, Percentage Weight)
{
    /// <summary>The share in hundredths of a percent, from 0 to 10,000.</summary>
    public int HundredthsOfPercent => (int)Math.Round(Weight.Percent * 100);

    internal bool IsWholeStep => Math.Abs(Weight.Percent * 100 - HundredthsOfPercent) < 1e-6;

    /// <inheritdoc/>
    public override string ToString() => $"{Deployment} {Weight}";
}
