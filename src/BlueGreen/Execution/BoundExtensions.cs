using BlueGreen.Plans;

namespace BlueGreen.Execution;

/// <summary>Finds what a step needs in the running program. A rollout may have been started by another one, which had more.</summary>
internal static class BoundExtensions
{
    private const string Remedy = "Drive the rollout with a program that has it, such as the one that started it, or do by hand what is left undone.";

    public static ICustomStepHandler HandlerOf(this PlanBindings bindings, CustomStep step) =>
        bindings.CustomSteps.GetValueOrDefault(step.Name) ?? throw Missing($"The step '{step.Name}' needs its handler");

    public static CheckHandler CheckOf(this PlanBindings bindings, DelegateCheck check) =>
        bindings.Checks.GetValueOrDefault(check.Name) ?? throw Missing($"The check '{check.Name}' needs its code");

    public static IMigrationRunner RunnerOf(this PlanBindings bindings, MigrateStep step) => bindings.Migrations ?? throw MissingRunner(step);

    public static ProviderException MissingRunner(MigrateStep step) => Missing($"The migration '{step.Name}' needs the plan's migration runner");

    public static IMetricsSource SourceOf(this PlanBindings bindings, int source) =>
        source < bindings.Metrics.Length ? bindings.Metrics[source] : throw Missing($"The plan's metrics source {source + 1} is needed");

    private static ProviderException Missing(string what) => ProviderException.Permanent($"{what}, which this program does not bind. {Remedy}");
}
