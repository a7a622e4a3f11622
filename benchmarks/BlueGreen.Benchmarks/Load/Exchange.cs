namespace BlueGreen.Benchmarks.Load;

/// <summary>One request and how it went.</summary>
/// <param name="SentAt">When it was sent, as a stopwatch's timestamp.</param>
/// <param name="ReceivedAt">When its answer was complete.</param>
/// <param name="Side">Who answered; null when it failed.</param>
internal readonly record struct Exchange(long SentAt, long ReceivedAt, Side? Side);
