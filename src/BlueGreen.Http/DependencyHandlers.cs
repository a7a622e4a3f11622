using BlueGreen.Http.Logging;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Polly;

namespace BlueGreen.Http;

/// <summary>Makes handlers for requests to one dependency where there is no factory of clients.</summary>
public static class DependencyHandlers
{
    /// <summary>
    /// Makes a handler that sends requests through what <see cref="HttpResiliencePipelineBuilderExtensions.AddBlueGreenResilience"/> adds, and logs each attempt without secrets.
    /// </summary>
    /// <param name="breaker">The breaker of the dependency. Handlers that share it count together; give it the same clock.</param>
    /// <param name="inner">Sends the requests. Disposed with the handler.</param>
    /// <param name="options">The settings; those of the breaker are not looked at. Default: as the settings say.</param>
    /// <param name="clock">Paces repetitions and pauses. Default: the system's.</param>
    /// <param name="loggers">Where to log. Default: nowhere.</param>
    /// <exception cref="OptionsValidationException">Settings are out of range; all of them are named.</exception>
    public static DelegatingHandler Create(
        DependencyBreaker breaker, HttpMessageHandler inner, HttpResilienceOptions? options = null, TimeProvider? clock = null, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(breaker);
        ArgumentNullException.ThrowIfNull(inner);
        options ??= new();
        clock ??= TimeProvider.System;
        var logger = loggers?.CreateLogger("BlueGreen.Http") ?? NullLogger.Instance;
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }.AddBlueGreenResilience(breaker, options, logger).Build();
        return new ResilienceHandler(pipeline)
        {
            InnerHandler = new LoggedRequests(new(breaker.Dependency, new(options.SecretNames), logger), clock) { InnerHandler = inner },
        };
    }
}
