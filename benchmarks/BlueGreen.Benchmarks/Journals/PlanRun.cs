using BlueGreen.Events;

namespace BlueGreen.Benchmarks.Journals;

/// <summary>A rollout's first event.</summary>
/// <param name="Started">The event.</param>
internal sealed record PlanRun(RolloutStarted Started)
{
    public static PlanRun Of(string application, InstantEnvironment environment, InstantRouter router) =>
        new(new RolloutStarted { Kind = RolloutKind.Forward, Release = new("2"), Plan = PlanPerApplication.Build(application, environment, router).Description });
}
