namespace BlueGreen.Postgres.Migrations.Reverting;

/// <summary>A revert was not begun: what was confirmed is not what would happen, or no backup was to be had. Nothing was changed.</summary>
/// <param name="message">What was refused, why, and what to do.</param>
/// <param name="innerException">What the backup threw; null otherwise.</param>
public sealed class RevertRefusedException(string message, Exception? innerException = null) : BlueGreenException(message, innerException);
