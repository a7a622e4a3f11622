namespace BlueGreen.Plans.Printing;

/// <summary>Who does what.</summary>
internal static class RolePreview
{
    public static void Write(PlanText text, PlanDescription plan)
    {
        foreach (var (role, what) in Roles(plan))
        {
            text.Wrapped($"  {role,-13} ", what);
        }
    }

    private static IEnumerable<(string Role, string What)> Roles(PlanDescription plan)
    {
        yield return (BindingRole.Environment, $"{Bound(plan, BindingRole.Environment)}{Fenced(plan.EnvironmentFencing)}");
        yield return (BindingRole.Traffic, $"{Bound(plan, BindingRole.Traffic)}, {Steps(plan.Traffic)}{Fenced(plan.Traffic.Fencing)}");
        if (!plan.Probes.IsEmpty)
        {
            yield return (BindingRole.Health, $"{Bound(plan, BindingRole.Health)}: {string.Join(", ", plan.Probes)}");
        }

        foreach (var source in plan.Metrics.GroupBy(metric => metric.Source))
        {
            yield return ("metrics", $"{Bound(plan, BindingRole.Metrics(source.Key))}: {string.Join(", ", source.Select(metric => metric.Metric))}");
        }

        foreach (var binding in plan.Bindings.Where(binding => IsOther(binding.Role)))
        {
            yield return (binding.Role.Split(':')[0], $"{binding.Identity}");
        }

        foreach (var other in plan.Requires)
        {
            yield return ("requires", $"{other.Application}, plan {other.Fingerprint}, finished at most {other.MaximumAge.ToText()} ago");
        }
    }

    private static bool IsOther(string role) => role == BindingRole.Migrations || role.StartsWith("service:", StringComparison.Ordinal);

    private static string Bound(PlanDescription plan, string role) => $"{plan.Bindings.FirstOrDefault(binding => binding.Role == role)?.Identity}";

    private static string Steps(TrafficCapabilities router) =>
        (router.Step == Percentage.All ? "moves only as a whole" : $"steps of {router.Step}") + (router.Sticky ? ", sticky" : "");

    private static string Fenced(Fencing fencing) => fencing switch
    {
        Fencing.Token => ", fenced by token",
        Fencing.CompareAndSet => ", fenced by compare-and-set",
        _ => ", not fenced",
    };
}
