using BlueGreen.Artifacts;
using BlueGreen.Hosting;
using BlueGreen.Journal;
using BlueGreen.Notifications;
using BlueGreen.Reporting;
using BlueGreen.Retention;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlueGreen;

/// <summary>Registers plans, after <c>AddBlueGreen</c>.</summary>
public sealed class BlueGreenBuilder
{
    internal BlueGreenBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services that are being configured.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Registers a plan under a name. It is built anew for each rollout that is started or taken over, and must then have the same bindings.</summary>
    /// <param name="name">The name, unique in the program.</param>
    /// <param name="plan">Builds the plan for a release.</param>
    public BlueGreenBuilder AddRollout(string name, Func<RolloutRequest, IServiceProvider, RolloutPlan> plan)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(plan);
        if (Services.Any(service => service.ImplementationInstance is PlanRegistration registration && registration.Name == name))
        {
            throw new ArgumentException($"A plan is registered under '{name}' already. Give each plan a name of its own.", nameof(name));
        }

        Services.AddSingleton(new PlanRegistration(name, plan));
        return this;
    }

    /// <summary>Tells somebody outside what happens in rollouts, at least once and beside the rollout. Packages add theirs with verbs of their own.</summary>
    /// <param name="notifier">Makes the notifier; its name is unique in the program.</param>
    public BlueGreenBuilder AddNotifier(Func<IServiceProvider, INotifier> notifier)
    {
        ArgumentNullException.ThrowIfNull(notifier);
        Services.AddSingleton(notifier);
        return this;
    }

    /// <summary>Says how notifications are delivered. The last call holds.</summary>
    /// <param name="options">Times, and who hears of what is given up.</param>
    public BlueGreenBuilder ConfigureNotifications(NotificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Services.AddSingleton(options);
        return this;
    }

    /// <summary>
    /// Writes each rollout's report as <see cref="RolloutReport.WriteReportAsync"/> does, when it freezes and when it is closed; at least once, also after a crash, as notifications are delivered.
    /// </summary>
    /// <param name="directory">The folder; made if it is not there.</param>
    /// <param name="name">Under which it is kept what has been written; unique among the notifiers.</param>
    public BlueGreenBuilder WriteReports(string directory, string name = "reports")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return AddNotifier(provider => new ReportNotifier(name, directory, provider.GetRequiredService<IRolloutStore>()));
    }

    /// <summary>Deletes old closed rollouts and their artifacts. Without it, all are kept. The last call holds.</summary>
    /// <param name="retention">What is kept; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number or a time is negative, or the interval is not above zero.</exception>
    public BlueGreenBuilder KeepRollouts(RolloutRetention? retention = null)
    {
        retention ??= new();
        ArgumentOutOfRangeException.ThrowIfNegative(retention.Newest, nameof(retention));
        ArgumentOutOfRangeException.ThrowIfLessThan(retention.Age, TimeSpan.Zero, nameof(retention));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(retention.Interval, TimeSpan.Zero, nameof(retention));
        Services.AddSingleton(retention);
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RetentionWorker>(provider => new(
            provider.GetRequiredService<IRolloutStore>(),
            provider.GetRequiredService<IArtifactStore>(),
            provider.GetRequiredService<RolloutRetention>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>().CreateLogger("BlueGreen"))));
        return this;
    }
}
