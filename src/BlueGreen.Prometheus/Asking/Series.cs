using System.Collections.Immutable;

namespace BlueGreen.Prometheus.Asking;

/// <summary>A series with its samples, in order.</summary>
/// <param name="Labels">Its labels.</param>
/// <param name="Samples">What was scraped; numbers that are none are left out.</param>
internal sealed record Series(IReadOnlyDictionary<string, string> Labels, ImmutableArray<SeriesSample> Samples)
{
    public string? Find(string label) => Labels.TryGetValue(label, out var value) ? value : null;
}
