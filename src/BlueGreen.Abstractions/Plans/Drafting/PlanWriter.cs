using System.Collections.Immutable;

namespace BlueGreen.Plans.Drafting;

/// <summary>Turns a draft without problems into a plan.</summary>
internal static class PlanWriter
{
    private static readonly ProviderIdentity EngineProber = new("http", "1");

    public static RolloutPlan Write(PlanDraft draft)
    {
        var whole = WholeSteps.Of(draft);
        return new(Describe(draft, whole), Bind(draft, whole));
    }

    private static PlanDescription Describe(PlanDraft draft, WholeSteps whole) => new()
    {
        Application = draft.Application,
        EmergencyReason = draft.EmergencyReason.Value,
        NoTriggersReason = draft.NoTriggersReason.Value,
        Bindings = [.. Roles(draft, whole)],
        Traffic = draft.Traffic.Value!.Capabilities,
        EnvironmentFencing = draft.Environment.Value!.Capabilities.Fencing,
        Metrics = [.. Metrics(draft)],
        SampleEvery = draft.Interval,
        SampleTimeout = draft.Timeout,
        Probes = [.. draft.Probes],
        Triggers = [.. draft.Triggers.Select(PlanDraft.Complete)],
        GradualRollback = draft.Gradual,
        Retain = draft.Kept,
        DrainTimeout = draft.Drain.Or(TimeSpan.FromSeconds(30)),
        SettleTime = draft.Settle.Or(TimeSpan.FromSeconds(15)),
        Requires = [.. draft.Requires],
        Steps = whole.Steps,
    };

    private static PlanBindings Bind(PlanDraft draft, WholeSteps whole) => new()
    {
        Environment = draft.Environment.Value!,
        Traffic = draft.Traffic.Value!,
        Health = draft.Prober.Value,
        Metrics = [.. draft.Sources.Select(source => source.Source)],
        Migrations = draft.Migrations.Value,
        Services = [.. draft.Services],
        Checks = draft.Checks.ToImmutableDictionary(check => check.Name, check => check.Handler),
        CustomSteps = whole.Handlers.ToImmutableDictionary(step => step.Name, step => step.Handler),
        Secrets = draft.Steps.SelectMany(StepCommands.Of).SelectMany(command => command.Secrets)
            .GroupBy(secret => secret.Key).ToImmutableDictionary(same => same.Key, same => same.First().Value),
    };

    private static IEnumerable<BindingDescription> Roles(PlanDraft draft, WholeSteps whole)
    {
        yield return new(BindingRole.Environment, draft.Environment.Value!.Identity);
        yield return new(BindingRole.Traffic, draft.Traffic.Value!.Identity);
        if (draft.Probes.Count > 0)
        {
            yield return new(BindingRole.Health, draft.Prober.Value?.Identity ?? EngineProber);
        }

        if (draft.Migrations.Value is { } migrations)
        {
            yield return new(BindingRole.Migrations, migrations.Identity);
        }

        foreach (var repeated in Repeated(draft, whole))
        {
            yield return repeated;
        }
    }

    private static IEnumerable<BindingDescription> Repeated(PlanDraft draft, WholeSteps whole) =>
    [
        .. draft.Sources.Select((source, index) => new BindingDescription(BindingRole.Metrics(index), source.Source.Identity)),
        .. draft.Services.Select((service, index) => new BindingDescription(BindingRole.Service(index), service.Identity)),
        .. draft.Checks.Select(check => new BindingDescription(BindingRole.Delegate(check.Name), new("delegate", check.Version))),
        .. whole.Handlers.Select(step => new BindingDescription(BindingRole.CustomStep(step.Name), step.Handler.Identity)),
    ];

    private static IEnumerable<MetricBinding> Metrics(PlanDraft draft) =>
        draft.Sources
            .SelectMany((source, index) => source.Taken.Select(metric => new MetricBinding(metric, index)))
            .DistinctBy(binding => binding.Metric);
}
