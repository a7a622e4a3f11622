using System.Collections.Immutable;
using System.Globalization;

namespace BlueGreen.Execution;

internal static class ProbeFindings
{
    public static StepReport Report(ImmutableArray<ProbeResult> results) => StepReport.From(results.Select(result => new Finding(
        result.Probe,
        result.Status == ProbeStatus.Healthy,
        string.Create(CultureInfo.InvariantCulture, $"{result.Reason ?? "healthy"} in {result.Latency.TotalMilliseconds:0.#} ms"))));
}
