using System.Collections.Immutable;

namespace BlueGreen.Measuring;

/// <summary>All tallies at one moment.</summary>
internal sealed record TallyMark(DateTimeOffset At, ImmutableDictionary<string, TallyCounts> Tallies);
