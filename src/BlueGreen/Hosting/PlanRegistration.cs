namespace BlueGreen.Hosting;

/// <summary>A plan by name.</summary>
internal sealed record PlanRegistration(string Name, Func<RolloutRequest, IServiceProvider, RolloutPlan> Build);
