using BlueGreen;
using BlueGreen.Artifacts;
using BlueGreen.Driving;
using BlueGreen.Hosting;
using BlueGreen.Journal;
using BlueGreen.Notifications;
using BlueGreen.Traffic;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds BlueGreen to a program.</summary>
public static class BlueGreenServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IRolloutClient"/> and the hosted service that drives rollouts. Without another store, rollouts are kept in this process's memory.
    /// </summary>
    /// <param name="services">The services to add to.</param>
    public static BlueGreenBuilder AddBlueGreen(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRolloutStore>(provider => new InMemoryRolloutStore(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IArtifactStore, InMemoryArtifactStore>();
        services.TryAddSingleton<ITrafficRegister>(provider => new InMemoryTrafficRegister(clock: provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IHealthProber>(provider => new HttpHealthProber(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<PlanRegistry>();
        services.TryAddSingleton<IRolloutClient>(provider => new RolloutClient(
            provider.GetRequiredService<IRolloutStore>(), provider.GetRequiredService<PlanRegistry>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RolloutWorker>(CreateWorker));
        services.TryAddSingleton(new NotificationOptions());
        services.TryAddSingleton<INotificationCursors>(FindCursors);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, NotificationWorker>(CreateNotificationWorker));
        return new(services);
    }

    private static RolloutWorker CreateWorker(IServiceProvider provider) => new(
        provider.GetRequiredService<IRolloutStore>(),
        provider.GetRequiredService<PlanRegistry>(),
        provider.GetRequiredService<IArtifactStore>(),
        provider.GetRequiredService<IHealthProber>(),
        new DriverSettings(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILoggerFactory>());

    /// <summary>A store that keeps journals may keep cursors as well; otherwise they live as long as the process.</summary>
    private static INotificationCursors FindCursors(IServiceProvider provider) =>
        provider.GetRequiredService<IRolloutStore>() as INotificationCursors ?? new InMemoryNotificationCursors(provider.GetRequiredService<TimeProvider>());

    private static NotificationWorker CreateNotificationWorker(IServiceProvider provider) => new(() => new(
        provider.GetServices<INotifier>(),
        provider.GetRequiredService<IRolloutStore>(),
        provider.GetRequiredService<INotificationCursors>(),
        provider.GetRequiredService<NotificationOptions>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILoggerFactory>().CreateLogger("BlueGreen")));
}
