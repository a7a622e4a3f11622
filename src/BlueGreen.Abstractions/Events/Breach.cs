namespace BlueGreen.Events;

/// <summary>A trigger's condition has been true in every sample for a while.</summary>
/// <param name="Rule">The trigger.</param>
/// <param name="Since">Where the first breaching window begins; for health, the first failed round.</param>
/// <param name="Until">Where the last one ends.</param>
/// <param name="Samples">Observations within; for health, failed rounds.</param>
/// <param name="Value">The last value, in the metric's base unit; for health, the failed rounds.</param>
public sealed record Breach(string Rule, DateTimeOffset Since, DateTimeOffset Until, long Samples, double Value);
