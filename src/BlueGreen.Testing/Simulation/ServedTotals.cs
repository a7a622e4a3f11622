namespace BlueGreen.Testing.Simulation;

/// <summary>What a deployment has served so far; not rounded.</summary>
internal readonly record struct ServedTotals(double Requests, double Errors, double LatencySeconds)
{
    public ServedTotals After(ServedRate rate, double seconds) => new(
        Requests + (rate.RequestsPerSecond * seconds),
        Errors + (rate.RequestsPerSecond * rate.Errors * seconds),
        LatencySeconds + (rate.RequestsPerSecond * rate.LatencySeconds * seconds));
}
