using BlueGreen.Prometheus;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Prometheus to a program.</summary>
public static class PrometheusServiceCollectionExtensions
{
    /// <summary>Adds a <see cref="PrometheusMetrics"/>, for plans to use with <c>RolloutBuilder.Metrics</c>.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="configure">The settings; all errors in them are reported when the program starts.</param>
    public static IServiceCollection AddBlueGreenPrometheus(this IServiceCollection services, Action<PrometheusOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<PrometheusOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PrometheusOptions>, PrometheusOptionsValidator>());
        services.TryAddSingleton(provider => new PrometheusMetrics(
            provider.GetRequiredService<IOptions<PrometheusOptions>>().Value, clock: provider.GetService<TimeProvider>(), loggers: provider.GetService<ILoggerFactory>()));
        return services;
    }
}
