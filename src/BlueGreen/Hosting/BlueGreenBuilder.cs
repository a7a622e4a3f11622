using BlueGreen.Hosting;
using BlueGreen.Notifications;
using Microsoft.Extensions.DependencyInjection;

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
}
