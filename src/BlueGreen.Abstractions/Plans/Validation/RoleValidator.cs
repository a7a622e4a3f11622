using BlueGreen.Plans.Drafting;

namespace BlueGreen.Plans.Validation;

/// <summary>Who does what.</summary>
internal static class RoleValidator
{
    public static IEnumerable<PlanProblem> Find(PlanDraft draft)
    {
        if (!draft.Environment.IsStated)
        {
            yield return Problem.Of(
                "environment",
                "Nothing says where releases are deployed.",
                "Add .Environment(...), such as .Environment(new ChildProcessEnvironment(...)).");
        }

        if (!draft.Traffic.IsStated)
        {
            yield return Problem.Of("traffic", "Nothing says who divides the traffic.", "Add .Traffic(...) with your traffic router.");
        }

        if (draft.Traffic.Value is { } router && router.Capabilities.Step <= Percentage.Zero)
        {
            yield return Problem.Of(
                "traffic",
                $"The router {router.Identity} says that its smallest step is 0%.",
                "Correct its Capabilities; 1% is usual.");
        }

        if (draft.Prober.IsStated && draft.Probes.Count == 0)
        {
            yield return Problem.Of(
                "health",
                "A prober is bound, but there is nothing to ask.",
                "Add .Health(Probe.Get(...)), or drop .HealthProber(...).");
        }

        foreach (var (role, provider) in Bound(draft).Where(bound => string.IsNullOrWhiteSpace(bound.Provider.Identity?.Name)))
        {
            yield return Problem.Of(
                role,
                $"The provider {provider.GetType().Name} has no identity.",
                "Let its Identity name what it is and what it acts on, so that a resumed rollout can tell whether it is the same.");
        }
    }

    private static IEnumerable<(string Role, IProvider Provider)> Bound(PlanDraft draft) =>
    [
        .. draft.Environment.Values.Select(provider => (BindingRole.Environment, (IProvider)provider)),
        .. draft.Traffic.Values.Select(provider => (BindingRole.Traffic, (IProvider)provider)),
        .. draft.Prober.Values.Select(provider => (BindingRole.Health, (IProvider)provider)),
        .. draft.Migrations.Values.Select(provider => (BindingRole.Migrations, (IProvider)provider)),
        .. draft.Sources.Select(source => ("metrics", (IProvider)source.Source)),
        .. draft.Services.Select(provider => ("services", provider)),
        .. draft.Handlers.Select(step => ($"step '{step.Name}'", (IProvider)step.Handler)),
        .. draft.Preceding.Select(rule => ($"before each '{rule.Name}'", (IProvider)rule.Handler)),
    ];
}
