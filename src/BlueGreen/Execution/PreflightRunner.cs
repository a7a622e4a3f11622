using BlueGreen.Machine;
using BlueGreen.Plans;

namespace BlueGreen.Execution;

/// <summary>
/// Looks before anything is changed: what is live and who has traffic (without which no rollout can start), whether blue is healthy, triggers are quiet, and the
/// providers answer.
/// </summary>
internal sealed class PreflightRunner(PlanBindings bindings, IHealthProber prober)
{
    public async Task<CallResult> RunAsync(OperationContext context, PlanDescription plan, CancellationToken cancellationToken)
    {
        var live = await bindings.Environment.ReadLiveAsync(context, cancellationToken).ConfigureAwait(false);
        if (!live.IsKnown)
        {
            return CallResult.Failed($"the live deployment is unknown: {live.Reason}", isTransient: true);
        }

        var split = await bindings.Traffic.ReadAsync(context, cancellationToken).ConfigureAwait(false);
        if (!split.IsKnown)
        {
            return CallResult.Failed($"the traffic split is unknown: {split.Reason}", isTransient: true);
        }

        var blue = live.Value;
        var findings = new List<Finding> { Route(split.Value!, blue) };
        if (plan.Steps.Any(step => step is MigrateStep))
        {
            findings.Add(await MigrationsAsync(context, cancellationToken).ConfigureAwait(false));
        }

        if (blue is not null)
        {
            findings.AddRange(await HealthAsync(blue, plan, context, cancellationToken).ConfigureAwait(false));
            findings.AddRange(await TriggersAsync(blue, plan, context, cancellationToken).ConfigureAwait(false));
        }

        var report = StepReport.From(findings);
        return new()
        {
            Report = report with { Summary = $"pre-flight: {report.Summary}" },
            Deployment = blue,
            Split = split.Value,
        };
    }

    private static Finding Route(TrafficSplit split, Deployment? blue) =>
        split.IsNone || (blue is not null && split == TrafficSplit.AllTo(blue.Id))
            ? new("traffic", true, split.IsNone ? "the router has no split yet" : $"all to {blue}")
            : new("traffic", false, $"the router sends {split}, but {blue?.ToString() ?? "nothing"} is live; send all traffic to what is live, or make live what has the traffic");

    private async Task<Finding> MigrationsAsync(OperationContext context, CancellationToken cancellationToken)
    {
        var status = await Guarded.ReadAsync("the migration runner", () => bindings.Migrations!.ReadAsync(context, cancellationToken)).ConfigureAwait(false);
        return new("migrations", status.IsKnown, status.IsKnown ? "the runner answers" : status.Reason);
    }

    private async Task<IEnumerable<Finding>> HealthAsync(Deployment blue, PlanDescription plan, OperationContext context, CancellationToken cancellationToken)
    {
        if (plan.Probes.IsEmpty)
        {
            return [];
        }

        try
        {
            var results = await prober.ProbeAsync(plan.Probes, blue, context, cancellationToken).ConfigureAwait(false);
            return ProbeFindings.Report(results).Findings.Select(finding => finding with { Name = $"blue's {finding.Name}" });
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return [new("blue's health", false, Guarded.Describe(exception))];
        }
    }

    /// <summary>A trigger whose limit blue is beyond already would roll back any release.</summary>
    private async Task<IEnumerable<Finding>> TriggersAsync(Deployment blue, PlanDescription plan, OperationContext context, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        for (var source = 0; source < bindings.Metrics.Length; source++)
        {
            var triggers = plan.Triggers.OfType<ThresholdTrigger>()
                .Where(trigger => plan.Metrics.Any(binding => binding.Source == source && binding.Metric == trigger.Condition.Condition.Metric))
                .ToArray();
            if (triggers.Length > 0)
            {
                findings.AddRange(await QuietAsync(bindings.Metrics[source], triggers, blue, plan, context, cancellationToken).ConfigureAwait(false));
            }
        }

        return findings;
    }

    private static async Task<IEnumerable<Finding>> QuietAsync(
        IMetricsSource source, ThresholdTrigger[] triggers, Deployment blue, PlanDescription plan, OperationContext context, CancellationToken cancellationToken)
    {
        try
        {
            var query = new MetricQuery
            {
                Metrics = [.. triggers.Select(trigger => trigger.Condition.Condition.Metric).Distinct()],
                Deployments = [blue.Id],
                Interval = plan.SampleEvery,
            };
            var reading = await source.ReadAsync(query, context, cancellationToken).ConfigureAwait(false);
            return triggers.Select(trigger => Quiet(trigger, reading.For(blue.Id, trigger.Condition.Condition.Metric)));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return [new(source.Identity.Name, false, Guarded.Describe(exception))];
        }
    }

    private static Finding Quiet(ThresholdTrigger trigger, MetricEvidence evidence)
    {
        var condition = trigger.Condition.Condition;
        return evidence is { Value: { } value } && evidence.Samples >= trigger.Condition.MinimumSamples && condition.IsTrueFor(value)
            ? new($"trigger '{trigger.Name}'", false, $"blue is at {condition.Format(value)} already; mend blue or the limit first")
            : new($"trigger '{trigger.Name}'", true, "quiet");
    }
}
