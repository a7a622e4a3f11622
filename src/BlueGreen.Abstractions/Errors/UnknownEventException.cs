namespace BlueGreen;

/// <summary>A journal holds an event that this version of the library cannot read: a newer one wrote it, or it is damaged.</summary>
/// <param name="message">What was read, and what to do.</param>
/// <param name="innerException">What the reader said.</param>
public sealed class UnknownEventException(string message, Exception? innerException = null) : BlueGreenException(message, innerException);
