using BlueGreen.Plans;

namespace BlueGreen.Analysis.Comparing;

/// <summary>A sample of a time in which the split did not change, for comparing the two sides.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Sample">The sample.</param>
/// <param name="Blue">Blue.</param>
/// <param name="Green">Green.</param>
/// <param name="GreenWeight">Green's intended share meanwhile.</param>
internal sealed record ComparedSample(PlanDescription Plan, Sample Sample, DeploymentId Blue, DeploymentId Green, Percentage GreenWeight)
{
    /// <summary>Requests and errors of both sides in the same window; null where the source does not count them for both.</summary>
    public PairedCounts? CountsOf(MetricName metric) =>
        Readings.Find(Plan, Sample, metric) is { } reading && reading.For(Blue, metric) is var blue && reading.For(Green, metric) is var green
        && (blue.Counts ?? None(blue)) is { } blues && (green.Counts ?? None(green)) is { } greens
            ? new(reading.From, reading.Watermark, blues, greens)
            : null;

    /// <summary>The histograms of both sides in the same window; null where the source keeps none for one of them.</summary>
    public PairedLatencies? LatenciesOf(MetricName metric) =>
        Readings.Find(Plan, Sample, metric) is { } reading && reading.For(Blue, metric).Buckets is { } blue && reading.For(Green, metric).Buckets is { } green
            ? new(reading.From, reading.Watermark, blue, green)
            : null;

    /// <summary>A side without data had no request, if it is requests that the source counts.</summary>
    private static RequestCounts? None(MetricEvidence evidence) => evidence is { IsNoData: true, CountsRequests: true } ? default(RequestCounts) : null;
}
