using BlueGreen.Events;

namespace BlueGreen.Hosting;

/// <summary>The catalogue of a process that runs one plan.</summary>
internal sealed class SinglePlan(RolloutPlan plan) : IPlanCatalog
{
    public RolloutPlan? Find(RolloutStarted started) => started.Plan.Application == plan.Description.Application ? plan : null;
}
