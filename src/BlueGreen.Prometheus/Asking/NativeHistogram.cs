using System.Collections.Immutable;

namespace BlueGreen.Prometheus.Asking;

/// <summary>A native histogram as Prometheus tells it: buckets of its own choice, in seconds.</summary>
/// <param name="Sum">The sum of all observations.</param>
/// <param name="Buckets">For each bucket that is not empty its upper bound and its count, not cumulative.</param>
internal sealed record NativeHistogram(double Sum, ImmutableArray<(double Upper, double Count)> Buckets);
