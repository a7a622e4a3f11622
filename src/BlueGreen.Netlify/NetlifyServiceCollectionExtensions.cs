using BlueGreen;
using BlueGreen.Netlify;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Netlify sites to a program.</summary>
public static class NetlifyServiceCollectionExtensions
{
    /// <summary>Adds a <see cref="NetlifySite"/>, for plans to use with <see cref="NetlifyRolloutBuilderExtensions.UseNetlify"/>. For a program with one site.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="configure">The settings; all errors in them are reported when the program starts.</param>
    public static IServiceCollection AddBlueGreenNetlify(this IServiceCollection services, Action<NetlifyOptions> configure)
    {
        AddOptions(services, Options.Options.DefaultName, configure);
        services.TryAddSingleton(provider => Make(provider, Options.Options.DefaultName));
        return services;
    }

    /// <summary>Adds a <see cref="NetlifySite"/> keyed by a name, for a program with several.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="name">The key.</param>
    /// <param name="configure">The settings; all errors in them are reported when the program starts.</param>
    public static IServiceCollection AddBlueGreenNetlify(this IServiceCollection services, string name, Action<NetlifyOptions> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        AddOptions(services, name, configure);
        services.TryAddKeyedSingleton(name, (provider, _) => Make(provider, name));
        return services;
    }

    private static void AddOptions(IServiceCollection services, string name, Action<NetlifyOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<NetlifyOptions>(name).Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NetlifyOptions>, NetlifyOptionsValidator>());
    }

    private static NetlifySite Make(IServiceProvider provider, string name) => new(
        provider.GetRequiredService<IOptionsMonitor<NetlifyOptions>>().Get(name), clock: provider.GetService<TimeProvider>(), loggers: provider.GetService<ILoggerFactory>());
}
