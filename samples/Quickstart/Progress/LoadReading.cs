using Quickstart.Load;

namespace Quickstart.Progress;

/// <summary>How users fare.</summary>
/// <param name="Counts">Since the rollout began.</param>
/// <param name="PerSecond">Requests per second, lately.</param>
/// <param name="GreenErrorRate">Green's share of server errors, lately; null without requests.</param>
internal readonly record struct LoadReading(LoadCounts Counts, double PerSecond, double? GreenErrorRate);
