namespace BlueGreen.Signals;

/// <summary>A signal in the inbox.</summary>
/// <param name="Position">Rises within a rollout.</param>
/// <param name="Signal">The signal.</param>
public sealed record InboxEntry(long Position, Signal Signal);
