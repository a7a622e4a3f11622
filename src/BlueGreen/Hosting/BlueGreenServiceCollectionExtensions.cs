using BlueGreen;
using BlueGreen.Artifacts;
using BlueGreen.Hosting;
using BlueGreen.Journal;
using BlueGreen.Notifications;
using BlueGreen.Traffic;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds BlueGreen to a program.</summary>
public static class BlueGreenServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IRolloutClient"/> and the hosted service that drives rollouts. Without another store, rollouts are kept in this process's memory.
    /// </summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="configure">Changes how this process drives; all errors in the settings are reported when the program starts.</param>
    public static BlueGreenBuilder AddBlueGreen(this IServiceCollection services, Action<BlueGreenOptions>? configure = null)
    {
        var builder = services.AddBlueGreenClient();
        services.AddOptions<BlueGreenOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BlueGreenOptions>, BlueGreenOptionsValidator>());
        services.TryAddSingleton<IRolloutStore>(provider => new InMemoryRolloutStore(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IArtifactStore, InMemoryArtifactStore>();
        services.TryAddSingleton<ITrafficRegister>(provider => new InMemoryTrafficRegister(clock: provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IHealthProber>(provider => new HttpHealthProber(provider.GetRequiredService<TimeProvider>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RolloutWorker>(CreateWorker));
        services.TryAddSingleton(new NotificationOptions());
        services.TryAddSingleton<INotificationCursors>(FindCursors);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, NotificationWorker>(CreateNotificationWorker));
        return builder;
    }

    /// <summary>
    /// Adds <see cref="IRolloutClient"/> alone, for a program that starts, steers and watches rollouts which other processes of the same store drive. Starting
    /// needs the plan, registered as in those processes; everything else needs none. The store that they share has to be registered as well.
    /// </summary>
    /// <param name="services">The services to add to.</param>
    public static BlueGreenBuilder AddBlueGreenClient(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PlanRegistry>();
        services.TryAddSingleton<IRolloutClient>(provider => new RolloutClient(
            provider.GetService<IRolloutStore>() ?? throw NoStore(), provider.GetRequiredService<PlanRegistry>(), provider.GetRequiredService<TimeProvider>()));
        return new(services);
    }

    private static InvalidOperationException NoStore() => new(
        $"This program drives no rollouts itself, and no {nameof(IRolloutStore)} is registered that it shares with those that do. Register the store that they use.");

    private static RolloutWorker CreateWorker(IServiceProvider provider) => new(
        provider.GetRequiredService<IRolloutStore>(),
        provider.GetRequiredService<PlanRegistry>(),
        provider.GetRequiredService<IArtifactStore>(),
        provider.GetRequiredService<IHealthProber>(),
        HostSettings.From(provider.GetRequiredService<IOptions<BlueGreenOptions>>().Value),
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
