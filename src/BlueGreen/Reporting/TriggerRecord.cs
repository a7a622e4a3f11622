using BlueGreen.Events;

namespace BlueGreen.Reporting;

/// <summary>A rule of the plan, and whether it tripped.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Strategy">How it rolls back, for people to read.</param>
/// <param name="TrippedAt">When it tripped; null when it did not.</param>
/// <param name="Observed">The value that tripped it, as people write it.</param>
/// <param name="Evidence">What tripped it; when it did not, the last breach that began and ended without lasting long enough.</param>
public sealed record TriggerRecord(string Rule, string Strategy, DateTimeOffset? TrippedAt, string? Observed, Breach? Evidence);
