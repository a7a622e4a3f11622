using BlueGreen.Signals;

namespace BlueGreen.Events;

/// <summary>A signal was accepted and is obeyed before any further forward step.</summary>
/// <param name="Position">Its position in the inbox.</param>
/// <param name="Signal">The signal.</param>
public sealed record SignalAccepted(long Position, Signal Signal) : RolloutEvent;
