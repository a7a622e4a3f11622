using Polly.CircuitBreaker;
using Polly.Timeout;

namespace BlueGreen.Http;

/// <summary>Words what kept a request from being answered as providers do.</summary>
public static class DependencyTrouble
{
    /// <summary>
    /// Turns what the pipeline threw into a <see cref="ProviderException"/>: transient, with the time to stay away where a breaker says it. Messages of transports are left out,
    /// since they may quote what was sent; the cause is kept as the inner exception.
    /// </summary>
    /// <param name="exception">What was thrown. A <see cref="ProviderException"/> is returned as it is.</param>
    /// <param name="what">What was tried, on what, as the beginning of a sentence, such as <c>Reading site 4711 at https://api.example</c>. No secrets.</param>
    public static ProviderException ToProviderException(Exception exception, string what)
    {
        ArgumentNullException.ThrowIfNull(exception);
        ArgumentException.ThrowIfNullOrWhiteSpace(what);
        return exception switch
        {
            ProviderException known => known,
            BrokenCircuitException { RetryAfter: { } wait } => ProviderException.Throttled($"{what} was not tried: {exception.Message}", wait, exception),
            BrokenCircuitException => ProviderException.Transient($"{what} was not tried: {exception.Message}", exception),
            TimeoutRejectedException late => ProviderException.Transient($"{what} was not answered within {late.Timeout.TotalSeconds:0.###} s. Whether it took effect is unknown.", exception),
            HttpRequestException failed => ProviderException.Transient($"{what} was not answered ({failed.HttpRequestError}). Is the address right, and the network there?", exception),
            _ => ProviderException.Transient($"{what} was not answered ({exception.GetType().Name}).", exception),
        };
    }
}
