using System.Collections.Concurrent;
using BlueGreen.Events;

namespace BlueGreen.Hosting;

/// <summary>The plans that a program registers by name. A plan is built anew for each release.</summary>
internal sealed class PlanRegistry(IEnumerable<PlanRegistration> registrations, IServiceProvider services) : IPlanCatalog
{
    private readonly Dictionary<string, PlanRegistration> _plans = registrations.ToDictionary(registration => registration.Name);

    /// <summary>Which application a plan turned out to be for when it was last built: it is tried first the next time.</summary>
    private readonly ConcurrentDictionary<string, string> _applications = [];

    public RolloutPlan Build(RolloutRequest request) => _plans.TryGetValue(request.Name, out var registration)
        ? registration.Build(request, services)
        : throw RolloutRefusedException.Unknown(
            $"No plan is registered under '{request.Name}'. Registered: {(_plans.Count == 0 ? "none" : string.Join(", ", _plans.Keys))}. Register it with AddRollout.");

    /// <summary>
    /// The very plan that was started, or else another one of its application, if there is one with the same bindings. A plan that cannot be built stands in the way of
    /// its own rollouts only.
    /// </summary>
    public RolloutPlan? Find(RolloutStarted started)
    {
        var others = new List<RolloutPlan>();
        var failures = new List<Exception>();
        foreach (var name in _plans.Keys.OrderByDescending(name => _applications.GetValueOrDefault(name) == started.Plan.Application))
        {
            var plan = TryBuild(new(name, started.Release), failures);
            if (plan is not null && plan.Description.Equals(started.Plan))
            {
                return plan;
            }

            if (plan?.Description.Application == started.Plan.Application)
            {
                others.Add(plan);
            }
        }

        return others.Find(other => BindingComparison.FindProblem(started.Plan, other.Description) is null)
            ?? others.FirstOrDefault()
            ?? (failures.Count > 0 ? throw new AggregateException(failures) : null);
    }

    private RolloutPlan? TryBuild(RolloutRequest request, List<Exception> failures)
    {
        try
        {
            var plan = Build(request);
            _applications[request.Name] = plan.Description.Application;
            return plan;
        }
        catch (Exception exception)
        {
            failures.Add(exception);
            return null;
        }
    }
}
