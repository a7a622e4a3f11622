namespace DurableHost.Serving;

/// <summary>What a router has counted for one deployment.</summary>
/// <param name="Requests">All requests.</param>
/// <param name="Errors">Those of them that failed.</param>
/// <param name="Seconds">How long all of them took together.</param>
internal readonly record struct RouterCount(long Requests, long Errors, double Seconds)
{
    public static RouterCount operator +(RouterCount one, RouterCount other) => new(one.Requests + other.Requests, one.Errors + other.Errors, one.Seconds + other.Seconds);

    public static RouterCount operator -(RouterCount one, RouterCount other) => new(one.Requests - other.Requests, one.Errors - other.Errors, one.Seconds - other.Seconds);
}
