namespace BlueGreen;

/// <summary>Whether a measurement is that of a failed request. Called for each of them, on the thread that measures; it returns soon and does not throw.</summary>
/// <param name="tags">The measurement's tags.</param>
public delegate bool FailedMeasurement(ReadOnlySpan<KeyValuePair<string, object?>> tags);
