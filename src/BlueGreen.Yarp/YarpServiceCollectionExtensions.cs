using BlueGreen.Yarp;
using BlueGreen.Yarp.Clusters;
using BlueGreen.Yarp.Exposition;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers routers.</summary>
public static class YarpServiceCollectionExtensions
{
    /// <summary>
    /// Adds the router of one application: a <see cref="YarpTrafficRouter"/>, keyed by the application's name and, where it is the only one, also without a key.
    /// Needs an <c>ITrafficRegister</c> among the services, and requests come to it through <c>MapBlueGreenRouter</c>, or
    /// through clusters of YARP's own configuration that name it in their metadata (<see cref="RollingCluster"/>).
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="application">The application, as plans name it. Called again with the same name it only adds settings.</param>
    /// <param name="configure">Changes the settings; all errors in them are reported when the app starts.</param>
    /// <exception cref="ArgumentException"><paramref name="application"/> is null, empty or white space.</exception>
    public static IServiceCollection AddBlueGreenYarpRouter(this IServiceCollection services, string application, Action<YarpRouterOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(application);
        services.AddOptions<YarpRouterOptions>(application).Configure(configure ?? (_ => { })).ValidateOnStart();
        if (services.Any(s => s.ImplementationInstance is RouterRegistration registration && registration.Application == application))
        {
            return services;
        }

        services.AddHttpForwarder();
        services.AddMetrics();
        services.TryAddSingleton<RouterInstruments>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RouterInstruments>(provider => provider.GetRequiredService<RouterInstruments>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITransformProvider, RollingClusterTransforms>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<YarpRouterOptions>, YarpRouterOptionsValidator>());
        services.AddSingleton(new RouterRegistration(application));
        services.AddKeyedSingleton(application, (provider, _) => new RouterInstance(application, provider));
        services.AddKeyedSingleton(application, (provider, _) => provider.GetRequiredKeyedService<RouterInstance>(application).Router);
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredKeyedService<RouterInstance>(application).Follower);
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<YarpTrafficRouter>(provider.FindOnlyApplication()));
        return services;
    }

    internal static string FindOnlyApplication(this IServiceProvider services)
    {
        var applications = services.GetServices<RouterRegistration>().Select(r => r.Application).ToArray();
        return applications switch
        {
            [var only] => only,
            [] => throw new InvalidOperationException("This app has no router. Add one with services.AddBlueGreenYarpRouter(\"application\")."),
            _ => throw new InvalidOperationException(
                $"This app has routers for {string.Join(", ", applications)}. Say which one is meant: pass the application, or resolve the router by that key."),
        };
    }
}
