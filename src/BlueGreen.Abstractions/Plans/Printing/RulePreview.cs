namespace BlueGreen.Plans.Printing;

/// <summary>What holds for the whole rollout.</summary>
internal static class RulePreview
{
    public static void Write(PlanText text, PlanDescription plan)
    {
        text.Rule("RULES, at any time");
        if (plan.NoTriggersReason is { } reason)
        {
            text.Wrapped("  ! ", $"no triggers: {reason}");
        }

        var width = plan.Triggers.Select(rule => rule.Name.Length).Where(length => length <= 56).Append(0).Max();
        foreach (var rule in plan.Triggers)
        {
            text.Wrapped("  ! ", $"{rule.Name.PadRight(width)}  roll back {rule.Strategy}");
        }

        if (plan.Triggers.Any(rule => !rule.Strategy.IsImmediate) || !plan.GradualRollback.IsImmediate)
        {
            Gradual(text, plan);
        }

        foreach (var rule in plan.Triggers.OfType<ComparisonTrigger>())
        {
            text.Wrapped("  . ", $"{rule.Name}: {Compared(rule.Condition)}");
        }

        foreach (var line in Habits(plan))
        {
            text.Wrapped("  . ", line);
        }
    }

    private static void Gradual(PlanText text, PlanDescription plan)
    {
        var asked = plan.GradualRollback;
        text.Wrapped("  . ", $"gradually, when a person asks: {Way(asked)}");
        foreach (var rule in plan.Triggers.Where(rule => !rule.Strategy.IsImmediate && rule.Strategy != asked))
        {
            text.Wrapped("  . ", $"gradually, by {rule.Name}: {Way(rule.Strategy)}");
        }
    }

    private static string Compared(WorseThanBlue condition) => string.Join("; ", new[]
    {
        $"{string.Join(", ", condition.Metrics.Select(metric => metric.Metric))} at every sample{(condition.Block is { } block ? $", in blocks of {block.ToText()}" : "")}",
        $"rolls back at most {condition.FalseAlarms} of releases that are no worse",
        condition.Tolerance.Times > 1 ? $"up to {condition.Tolerance} the odds are put up with" : "",
        condition.ColdStart is { } cold ? $"errors at first: {cold}" : "",
        condition.Block is null && condition.SlowStart is { } slow && condition.Metrics.Any(metric => metric.Unit == MetricUnit.Seconds) ? $"times at first: {slow}" : "",
    }.Where(part => part.Length > 0));

    private static IEnumerable<string> Habits(PlanDescription plan)
    {
        yield return $"sample every {plan.SampleEvery.ToText()}, give a sample up after {plan.SampleTimeout.ToText()}";
        yield return $"drain for {plan.DrainTimeout.ToText()}{(IsFenced(plan) ? "" : $", settle for {plan.SettleTime.ToText()}")}";
        yield return plan.Retain is { } kept ? $"keep the newest {kept} deployments" : "the environment keeps what it keeps";
    }

    /// <summary>Where both refuse late writes, there is nothing to settle.</summary>
    private static bool IsFenced(PlanDescription plan) => plan.Traffic.Fencing != Fencing.None && plan.EnvironmentFencing != Fencing.None;

    private static string Way(RollbackStrategy strategy) => string.Join(", ", Stops(strategy));

    private static IEnumerable<string> Stops(RollbackStrategy strategy)
    {
        foreach (var stage in strategy.Stages)
        {
            yield return $"green {stage.Green} for {stage.Hold.ToText()}";
        }

        yield return strategy.Settle > TimeSpan.Zero ? $"0% for {strategy.Settle.ToText()}" : "0%";
        if (strategy.Validate > TimeSpan.Zero)
        {
            yield return $"validate for {strategy.Validate.ToText()}";
        }
    }
}
