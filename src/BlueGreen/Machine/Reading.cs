namespace BlueGreen.Machine;

/// <summary>An observation with the time at which it was begun: what was settled later is not in it.</summary>
internal sealed record Reading<T>(DateTimeOffset At, Observed<T> Value);
