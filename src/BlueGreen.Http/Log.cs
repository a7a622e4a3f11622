using Microsoft.Extensions.Logging;

namespace BlueGreen.Http;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "{Dependency}: {Method} {Address} begins")]
    public static partial void RequestBegins(this ILogger logger, string dependency, HttpMethod method, string address);

    [LoggerMessage(2, LogLevel.Debug, "{Dependency}: {Method} {Address} answered {Status} after {Milliseconds:0.#} ms")]
    public static partial void RequestAnswered(this ILogger logger, string dependency, HttpMethod method, string address, int status, double milliseconds);

    [LoggerMessage(3, LogLevel.Debug, "{Dependency}: {Method} {Address} failed after {Milliseconds:0.#} ms: {Kind}")]
    public static partial void RequestFailed(this ILogger logger, string dependency, HttpMethod method, string address, double milliseconds, string kind);

    [LoggerMessage(4, LogLevel.Trace, "{Dependency}: {What} headers\n{Headers}")]
    public static partial void Headers(this ILogger logger, string dependency, string what, string headers);

    [LoggerMessage(5, LogLevel.Warning, "{Dependency}: the breaker went from {From} to {To}")]
    public static partial void BreakerTripped(this ILogger logger, string dependency, DependencyBreakerState from, DependencyBreakerState to);

    [LoggerMessage(6, LogLevel.Information, "{Dependency}: the breaker went from {From} to {To}")]
    public static partial void BreakerRecovers(this ILogger logger, string dependency, DependencyBreakerState from, DependencyBreakerState to);

    [LoggerMessage(7, LogLevel.Information, "{Dependency}: its rate limit is used up; requests pause for {Pause}")]
    public static partial void Paused(this ILogger logger, string dependency, TimeSpan pause);
}
