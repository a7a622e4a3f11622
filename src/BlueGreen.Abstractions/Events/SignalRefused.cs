using BlueGreen.Signals;

namespace BlueGreen.Events;

/// <summary>A signal was refused.</summary>
/// <param name="Position">Its position in the inbox.</param>
/// <param name="Signal">The signal.</param>
/// <param name="Why">The rule that it broke.</param>
public sealed record SignalRefused(long Position, Signal Signal, string Why) : RolloutEvent;
