using System.Collections.Immutable;
using System.Globalization;

namespace BlueGreen.Execution;

internal static class ProbeFindings
{
    public static StepReport Report(ImmutableArray<ProbeResult> results) => StepReport.From(results.Select(Find)) with { Probes = results };

    private static Finding Find(ProbeResult result) => new(
        result.Probe,
        result.Status == ProbeStatus.Healthy,
        string.Create(CultureInfo.InvariantCulture, $"{result.Reason ?? "healthy"} in {result.Latency.TotalMilliseconds:0.#} ms"));
}
