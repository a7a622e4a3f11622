namespace BlueGreen.Http;

/// <summary>Settings of a <see cref="DependencyBreaker"/>. Read once, when the breaker is made.</summary>
public sealed class DependencyBreakerOptions
{
    /// <summary>How many failures in a row open it. From 1 to 1,000. Default: 5.</summary>
    public int Failures { get; set; } = 5;

    /// <summary>How long the dependency is then left alone, before the first call is let through to it. From 1 ms to 1 day. Default: 60 seconds.</summary>
    public TimeSpan OpenFor { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How many successes, with no failure among them, close it again. From 1 to 1,000. Default: 3.</summary>
    public int Successes { get; set; } = 3;

    /// <summary>How many calls may be under way at a time while it is half open. From 1 to 1,000. Default: 1.</summary>
    public int Probes { get; set; } = 1;

    /// <summary>
    /// Is told every change, on the thread that brought it about and after it has happened. What it throws reaches the caller on that thread. Default: nothing.
    /// </summary>
    public Action<DependencyBreakerChange>? OnChange { get; set; }
}
