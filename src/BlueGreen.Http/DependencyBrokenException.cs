using Polly.CircuitBreaker;

namespace BlueGreen.Http;

/// <summary>A call was refused because its dependency's breaker is not closed. <see cref="BrokenCircuitException.RetryAfter"/> says when asking again makes sense, where that is known.</summary>
public sealed class DependencyBrokenException : BrokenCircuitException
{
    internal DependencyBrokenException(string dependency, DependencyBreakerState state, string message)
        : base(message) => (Dependency, State) = (dependency, state);

    internal DependencyBrokenException(string dependency, string message, TimeSpan retryAfter)
        : base(message, retryAfter) => (Dependency, State) = (dependency, DependencyBreakerState.Open);

    /// <summary>The dependency that was not asked.</summary>
    public string Dependency { get; }

    /// <summary>Why: the breaker's state at the call.</summary>
    public DependencyBreakerState State { get; }
}
