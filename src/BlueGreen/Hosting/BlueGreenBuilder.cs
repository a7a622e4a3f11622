using BlueGreen.Hosting;
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
}
