using BlueGreen.Events;

namespace BlueGreen.Hosting;

/// <summary>Finds the bindings for a rollout that was started here or elsewhere.</summary>
internal interface IPlanCatalog
{
    /// <summary>The bound plan for a started rollout; null when this process does not know the application.</summary>
    RolloutPlan? Find(RolloutStarted started);
}
