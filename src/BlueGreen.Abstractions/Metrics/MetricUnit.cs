namespace BlueGreen;

/// <summary>What a metric's number means.</summary>
public enum MetricUnit
{
    /// <summary>A fraction of requests, from 0 to 1. Its samples are requests.</summary>
    Rate,

    /// <summary>A fraction of a resource, from 0 to 1. Its samples are readings.</summary>
    Usage,

    /// <summary>Seconds. Its samples are requests.</summary>
    Seconds,

    /// <summary>Requests per second. Its samples are requests.</summary>
    PerSecond,
}
