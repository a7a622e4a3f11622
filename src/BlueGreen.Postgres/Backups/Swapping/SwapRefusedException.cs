namespace BlueGreen.Postgres.Backups.Swapping;

/// <summary>A swap was not begun: what was confirmed is not what would happen. The database that serves is untouched.</summary>
/// <param name="message">What was refused, why, and what to do.</param>
public sealed class SwapRefusedException(string message) : BlueGreenException(message);
