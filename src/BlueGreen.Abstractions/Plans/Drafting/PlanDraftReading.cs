namespace BlueGreen.Plans.Drafting;

/// <summary>What a draft comes to.</summary>
internal static class PlanDraftReading
{
    extension(PlanDraft draft)
    {
        /// <summary>How often the plan samples.</summary>
        public TimeSpan Interval => draft.SampleEvery.Or(draft.Profile?.SampleEvery ?? TimeSpan.FromSeconds(10));

        /// <summary>When a sample is given up: as stated, or 5 seconds, or the interval where that is shorter.</summary>
        public TimeSpan Timeout => draft.SampleTimeout.Or(Shorter(draft.Profile?.SampleTimeout ?? TimeSpan.FromSeconds(5), draft.Interval));

        /// <summary>How many old deployments are kept.</summary>
        public int? Kept => draft.Retain.IsStated ? draft.Retain.Value : draft.Profile?.Retain;

        /// <summary>The gradual strategy: as stated, or the usual one with those of its stages that the router can hold.</summary>
        public RollbackStrategy Gradual => draft.GradualRollback.Or(draft.Profile?.GradualRollback ?? Possible(draft.Traffic.Value?.Capabilities));

        /// <summary>All providers that may offer snapshots, DNS or content delivery.</summary>
        public IEnumerable<IProvider> Offering => draft.Environment.Value is { } environment ? draft.Services.Append(environment) : draft.Services;

        /// <summary>Whether a source answers the metric.</summary>
        public bool Answers(MetricName metric) => draft.Sources.Any(source => source.Taken.Contains(metric));

        /// <summary>A rule with what it leaves to the plan: a comparison that names no metric is one of errors.</summary>
        public static TriggerRule Complete(TriggerRule rule) =>
            rule is ComparisonTrigger { Condition: { Metrics.IsEmpty: true } condition } comparison ? comparison with { Condition = condition.In(Metric.ErrorRate) } : rule;

        /// <summary>Steps of one kind with their numbers, from 1.</summary>
        public IEnumerable<(int Number, TStep Step)> Numbered<TStep>()
            where TStep : PlanStep => draft.Steps.Select((step, index) => (index + 1, step)).Where(s => s.step is TStep).Select(s => (s.Item1, (TStep)s.step));

        /// <summary>The number of the first step of a kind, or null.</summary>
        public int? First<TStep>()
            where TStep : PlanStep => draft.Steps.FindIndex(step => step is TStep) is >= 0 and var index ? index + 1 : null;

        /// <summary>Green's share when a step begins.</summary>
        public Percentage WeightBefore(int number) =>
            draft.Steps.Take(number - 1).OfType<ShiftStep>().LastOrDefault()?.Green ?? Percentage.Zero;

        /// <summary>A name that is not taken: the given one, or the given one with a number.</summary>
        public static string Unused(string name, HashSet<string> taken) =>
            Enumerable.Range(1, taken.Count + 1).Select(n => n == 1 ? name : $"{name} ({n})").First(candidate => !taken.Contains(candidate));

        /// <summary>A name that no step has yet: the given one, or the given one with a number.</summary>
        public string Free(string name)
        {
            var taken = draft.Steps.Select(step => step.Name).ToHashSet(StringComparer.Ordinal);
            return PlanDraft.Unused(name, taken);
        }

        /// <summary>A name that no rule has yet.</summary>
        public string FreeRule(string name) => PlanDraft.Unused(name, draft.Triggers.Select(rule => rule.Name).ToHashSet(StringComparer.Ordinal));
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static RollbackStrategy Possible(TrafficCapabilities? router) =>
        Rollback.Gradual with { Stages = [.. Rollback.Gradual.Stages.Where(stage => router is null || router.CanHold(stage.Green))] };
}
