namespace BlueGreen.Http;

/// <summary>A breaker went from one state to another.</summary>
/// <param name="Dependency">The dependency that it stands before.</param>
/// <param name="Number">Counts the breaker's changes from 1. Changes on several threads may be told out of order; this orders them.</param>
/// <param name="From">The state before.</param>
/// <param name="To">The state since.</param>
/// <param name="At">When, by the breaker's clock.</param>
public sealed record DependencyBreakerChange(string Dependency, long Number, DependencyBreakerState From, DependencyBreakerState To, DateTimeOffset At);
