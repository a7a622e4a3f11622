namespace BlueGreen.Http;

/// <summary>What a <see cref="DependencyBreaker"/> does with the next call.</summary>
public enum DependencyBreakerState
{
    /// <summary>Calls pass; failures in a row are counted.</summary>
    Closed,

    /// <summary>Calls are refused until the dependency has been left alone for <see cref="DependencyBreakerOptions.OpenFor"/>.</summary>
    Open,

    /// <summary>A few calls at a time pass, to see whether the dependency answers again; the others are refused.</summary>
    HalfOpen,

    /// <summary>A person shut it: calls are refused until <see cref="DependencyBreaker.Close"/>.</summary>
    Isolated,
}
