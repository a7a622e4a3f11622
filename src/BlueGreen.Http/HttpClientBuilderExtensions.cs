using BlueGreen.Http;
using BlueGreen.Http.Logging;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Gives clients of <see cref="IHttpClientFactory"/> BlueGreen's pipeline.</summary>
public static class HttpClientBuilderExtensions
{
    /// <summary>
    /// Sends the client's requests through a total timeout, repetition, pacing by rate limit, a breaker and an attempt timeout, and replaces its logs by ones without secrets. The
    /// breaker is a <see cref="DependencyBreaker"/> keyed by the dependency's name; clients of one dependency share it. A client that gives up sooner than the total timeout waits
    /// a little longer than that instead.
    /// </summary>
    /// <param name="builder">The client.</param>
    /// <param name="dependency">What the client talks to, for messages and as the breaker's key. Default: the client's name.</param>
    /// <param name="configure">Changes the settings; all errors in them are reported when the app starts. Settings of a shared dependency hold for all its clients.</param>
    /// <returns>The client.</returns>
    public static IHttpClientBuilder AddBlueGreenResilience(this IHttpClientBuilder builder, string? dependency = null, Action<HttpResilienceOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var name = string.IsNullOrWhiteSpace(dependency) ? builder.Name : dependency;
        AddDependency(builder.Services, name, configure);

        builder.ConfigureHttpClient((services, client) => Widen(client, Options(services, name)));
        builder.RemoveAllLoggers().AddLogger(services => new RequestLogger(name, new(Options(services, name).SecretNames), Logger(services)), wrapHandlersPipeline: false);
        builder.AddResilienceHandler("BlueGreen", (pipeline, context) =>
        {
            pipeline.TimeProvider = Clock(context.ServiceProvider);
            pipeline.AddBlueGreenResilience(
                context.ServiceProvider.GetRequiredKeyedService<DependencyBreaker>(name), Options(context.ServiceProvider, name), Logger(context.ServiceProvider));
        });
        return builder;
    }

    private static void AddDependency(IServiceCollection services, string name, Action<HttpResilienceOptions>? configure)
    {
        services.AddOptions<HttpResilienceOptions>(name).Configure(configure ?? (_ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HttpResilienceOptions>, HttpResilienceOptionsValidator>());
        services.TryAddKeyedSingleton(name, (provider, _) => Breaker(provider, name));
    }

    private static DependencyBreaker Breaker(IServiceProvider services, string name)
    {
        var settings = Options(services, name).Breaker;
        var logger = Logger(services);
        return new(name, new()
        {
            Failures = settings.Failures,
            OpenFor = settings.OpenFor,
            Successes = settings.Successes,
            Probes = settings.Probes,
            OnChange = change =>
            {
                Tell(logger, change);
                settings.OnChange?.Invoke(change);
            },
        }, Clock(services));
    }

    private static void Tell(ILogger logger, DependencyBreakerChange change)
    {
        if (change.To is DependencyBreakerState.Open or DependencyBreakerState.Isolated)
        {
            logger.BreakerTripped(change.Dependency, change.From, change.To);
        }
        else
        {
            logger.BreakerRecovers(change.Dependency, change.From, change.To);
        }
    }

    private static void Widen(HttpClient client, HttpResilienceOptions options)
    {
        if (client.Timeout != Timeout.InfiniteTimeSpan && client.Timeout <= options.TotalTimeout)
        {
            client.Timeout = options.TotalTimeout + options.AttemptTimeout;
        }
    }

    private static HttpResilienceOptions Options(IServiceProvider services, string name) => services.GetRequiredService<IOptionsMonitor<HttpResilienceOptions>>().Get(name);

    private static TimeProvider Clock(IServiceProvider services) => services.GetService<TimeProvider>() ?? TimeProvider.System;

    private static ILogger Logger(IServiceProvider services) => services.GetRequiredService<ILoggerFactory>().CreateLogger("BlueGreen.Http");
}
