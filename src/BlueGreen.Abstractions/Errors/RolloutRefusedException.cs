namespace BlueGreen;

/// <summary>A rollout could not be started, or a request about one was refused.</summary>
/// <param name="message">What was asked, why it was refused, and what to do.</param>
public sealed class RolloutRefusedException(string message) : BlueGreenException(message);
