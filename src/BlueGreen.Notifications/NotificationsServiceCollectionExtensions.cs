using BlueGreen.Notifications;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers notifiers. <c>AddBlueGreen</c> delivers to them.</summary>
public static class NotificationsServiceCollectionExtensions
{
    /// <summary>Posts what happens in rollouts to an address.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The notifier's name, unique in the program and kept for good: under it is kept what has been delivered.</param>
    /// <param name="configure">Says where to; all errors are reported when the program starts.</param>
    public static IServiceCollection AddBlueGreenWebhook(this IServiceCollection services, string name, Action<WebhookOptions> configure)
    {
        services.AddOptions<WebhookOptions>(Check(services, name, configure)).Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>());
        return services.AddSingleton<INotifier>(provider => new WebhookNotifier(
            name, provider.GetRequiredService<IOptionsMonitor<WebhookOptions>>().Get(name), provider.GetService<TimeProvider>()));
    }

    /// <summary>Marks rollouts in Grafana's charts.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The notifier's name, unique in the program and kept for good: under it is kept what has been delivered.</param>
    /// <param name="configure">Says in which Grafana; all errors are reported when the program starts.</param>
    public static IServiceCollection AddBlueGreenGrafanaAnnotations(this IServiceCollection services, string name, Action<GrafanaOptions> configure)
    {
        services.AddOptions<GrafanaOptions>(Check(services, name, configure)).Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GrafanaOptions>, GrafanaOptionsValidator>());
        return services.AddSingleton<INotifier>(provider => new GrafanaAnnotations(
            name, provider.GetRequiredService<IOptionsMonitor<GrafanaOptions>>().Get(name), provider.GetService<TimeProvider>()));
    }

    private static string Check(IServiceCollection services, string name, Delegate configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        return name;
    }
}
