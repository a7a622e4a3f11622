using System.Collections.Immutable;
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

        findings.AddRange(await AskAsync(plan, context, cancellationToken).ConfigureAwait(false));
        ImmutableArray<ProbeResult> probes = [];
        if (blue is not null)
        {
            var health = await HealthAsync(blue, plan, context, cancellationToken).ConfigureAwait(false);
            probes = health.Probes;
            findings.AddRange(health.Findings);
            findings.AddRange(await SourcesAsync(blue, plan, context, cancellationToken).ConfigureAwait(false));
        }

        var report = StepReport.From(findings);
        return new()
        {
            Report = report with { Summary = $"pre-flight: {report.Summary}", Probes = probes },
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

    /// <summary>Those who can tell whether they could do their part, each once.</summary>
    private async Task<IEnumerable<Finding>> AskAsync(PlanDescription plan, OperationContext context, CancellationToken cancellationToken)
    {
        var asked = plan.Steps.OfType<CustomStep>().Select(step => bindings.CustomSteps.GetValueOrDefault(step.Name)).Concat<IProvider?>(bindings.Services).OfType<IPreflightCheck>().Distinct().ToArray();
        var findings = new List<Finding>();
        foreach (var provider in asked)
        {
            try
            {
                var result = await provider.PreflightAsync(context, cancellationToken).ConfigureAwait(false);
                findings.Add(new(provider.Identity.Name, result.Passed, result.Detail));
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                findings.Add(new(provider.Identity.Name, false, Guarded.Describe(exception)));
            }
        }

        return findings;
    }

    private async Task<StepReport> HealthAsync(Deployment blue, PlanDescription plan, OperationContext context, CancellationToken cancellationToken)
    {
        if (plan.Probes.IsEmpty)
        {
            return StepReport.From([]);
        }

        try
        {
            var results = await prober.ProbeAsync(plan.Probes, blue, context, cancellationToken).ConfigureAwait(false);
            var report = ProbeFindings.Report(results);
            return report with { Findings = [.. report.Findings.Select(finding => finding with { Name = $"blue's {finding.Name}" })] };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return StepReport.From([new("blue's health", false, Guarded.Describe(exception))]);
        }
    }

    /// <summary>Every source must answer; and a trigger whose limit blue is beyond already would roll back any release.</summary>
    private async Task<IEnumerable<Finding>> SourcesAsync(Deployment blue, PlanDescription plan, OperationContext context, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        for (var source = 0; source < bindings.Metrics.Length; source++)
        {
            var metrics = plan.Metrics.Where(binding => binding.Source == source).Select(binding => binding.Metric).ToImmutableArray();
            if (!metrics.IsEmpty)
            {
                findings.AddRange(await QuietAsync(bindings.Metrics[source], metrics, blue, plan, context, cancellationToken).ConfigureAwait(false));
            }
        }

        return findings;
    }

    private static async Task<IEnumerable<Finding>> QuietAsync(
        IMetricsSource source, ImmutableArray<MetricName> metrics, Deployment blue, PlanDescription plan, OperationContext context, CancellationToken cancellationToken)
    {
        try
        {
            var query = new MetricQuery { Metrics = metrics, Deployments = [blue.Id], Interval = plan.SampleEvery };
            var reading = await source.ReadAsync(query, context, cancellationToken).ConfigureAwait(false);
            if (ReadingRules.FindBroken(reading) is { } broken)
            {
                return [new(source.Identity.Name, false, $"it answered what no source may: {broken}")];
            }

            return [.. Comparable(plan, metrics, blue, reading), .. plan.Triggers.OfType<ThresholdTrigger>().Where(trigger => metrics.Contains(trigger.Condition.Condition.Metric))
                .Select(trigger => Quiet(trigger, reading.For(blue.Id, trigger.Condition.Condition.Metric)))
                .Prepend(new(source.Identity.Name, true, $"answers {string.Join(", ", metrics)}"))];
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return [new(source.Identity.Name, false, Guarded.Describe(exception))];
        }
    }

    /// <summary>A rule that compares green with blue needs counts of requests, or histograms; a source that has only values would leave it blind.</summary>
    private static IEnumerable<Finding> Comparable(PlanDescription plan, ImmutableArray<MetricName> metrics, Deployment blue, MetricReading reading) =>
        from rule in plan.Triggers.OfType<ComparisonTrigger>()
        from compared in rule.Condition.Metrics
        where metrics.Contains(compared.Metric)
        let evidence = reading.For(blue.Id, compared.Metric)
        where !evidence.IsNoData && (compared.Unit == MetricUnit.Rate ? evidence.Counts is null : evidence.Buckets is null)
        select new Finding(
            $"trigger '{rule.Name}'",
            false,
            $"{compared.Metric} comes without {(compared.Unit == MetricUnit.Rate ? "counts of requests" : "a histogram")}, so green cannot be compared with blue; take a source that has them, or name the metrics to compare with .In(...)");

    private static Finding Quiet(ThresholdTrigger trigger, MetricEvidence evidence)
    {
        var condition = trigger.Condition.Condition;
        var name = $"trigger '{trigger.Name}'";
        return evidence switch
        {
            { Value: null } => new(name, true, "blue has no data yet"),
            { Value: { } value } when evidence.Samples >= trigger.Condition.MinimumSamples && condition.IsTrueFor(value) =>
                new(name, false, $"blue is at {condition.Format(value)} already; mend blue or the limit first"),
            _ => new(name, true, "quiet"),
        };
    }
}
