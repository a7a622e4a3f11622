namespace BlueGreen.Analysis.Comparing;

/// <summary>How long requests of both sides took in the same window.</summary>
internal sealed record PairedLatencies(DateTimeOffset From, DateTimeOffset Until, LatencyBuckets Blue, LatencyBuckets Green);
