namespace BlueGreen.Analysis;

internal readonly record struct BreachSample(DateTimeOffset From, DateTimeOffset To, long Count);
