namespace BlueGreen;

/// <summary>Raw counts in a window.</summary>
/// <param name="Requests">Requests answered or failed.</param>
/// <param name="Errors">Those of them that failed: server errors (5xx) and requests that got no answer.</param>
public readonly record struct RequestCounts(long Requests, long Errors);
