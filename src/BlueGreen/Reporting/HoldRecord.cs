using BlueGreen.Events;

namespace BlueGreen.Reporting;

/// <summary>A time in which the rollout took no forward step.</summary>
/// <param name="Hold">Why.</param>
/// <param name="Reason">What it waited for.</param>
/// <param name="From">When it began.</param>
/// <param name="Until">When it ended; null while it lasts.</param>
public sealed record HoldRecord(HoldKind Hold, string Reason, DateTimeOffset From, DateTimeOffset? Until);
