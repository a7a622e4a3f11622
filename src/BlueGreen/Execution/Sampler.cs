using System.Collections.Immutable;
using BlueGreen.Analysis;
using BlueGreen.Plans;

namespace BlueGreen.Execution;

/// <summary>Looks at both sides: all metrics sources and green's health, side by side.</summary>
internal sealed class Sampler(PlanBindings bindings, IHealthProber prober)
{
    public async Task<Sample> TakeAsync(
        DateTimeOffset at, ImmutableArray<DateTimeOffset?> since, PlanDescription plan, OperationContext context, CancellationToken cancellationToken)
    {
        var readings = Enumerable.Range(0, since.Length).Select(source => ReadAsync(source, since[source], plan, context, cancellationToken)).ToArray();
        var health = ProbeAsync(context.Green!, plan, context, cancellationToken);
        await Task.WhenAll(readings).ConfigureAwait(false);
        var (results, trouble) = await health.ConfigureAwait(false);
        var answers = readings.Select(reading => reading.Result).ToArray();
        return new(at)
        {
            Readings = [.. answers.Select(answer => answer.Reading)],
            Health = results,
            Trouble = answers.Select(answer => answer.Trouble).FirstOrDefault(t => t is not null) ?? trouble,
        };
    }

    /// <summary>Probes blue once.</summary>
    /// <returns>No results when the prober itself fails: that says nothing about blue.</returns>
    public async Task<ImmutableArray<ProbeResult>> ProbeBlueAsync(PlanDescription plan, Deployment blue, OperationContext context, CancellationToken cancellationToken) =>
        (await ProbeAsync(blue, plan, context, cancellationToken).ConfigureAwait(false)).Results;

    private async Task<(MetricReading? Reading, string? Trouble)> ReadAsync(
        int source, DateTimeOffset? since, PlanDescription plan, OperationContext context, CancellationToken cancellationToken)
    {
        try
        {
            var provider = bindings.SourceOf(source);
            var query = new MetricQuery
            {
                Metrics = [.. plan.Metrics.Where(binding => binding.Source == source).Select(binding => binding.Metric)],
                Deployments = context.Blue is null ? [context.Green!.Id] : [context.Blue.Id, context.Green!.Id],
                Since = since,
                Interval = plan.SampleEvery,
            };
            var reading = await provider.ReadAsync(query, context, cancellationToken).ConfigureAwait(false);
            return ReadingRules.FindBroken(reading) is { } broken
                ? (null, $"{provider.Identity.Name} answered what no source may: {broken}")
                : (reading.Watermark > reading.From ? reading : null, null);
        }
        catch (Exception exception)
        {
            return (null, $"{plan.Bindings.FirstOrDefault(binding => binding.Role == BindingRole.Metrics(source))?.Identity.Name ?? "a metrics source"} did not answer: {Guarded.Describe(exception)}");
        }
    }

    private async Task<(ImmutableArray<ProbeResult> Results, string? Trouble)> ProbeAsync(
        Deployment target, PlanDescription plan, OperationContext context, CancellationToken cancellationToken)
    {
        if (plan.Probes.IsEmpty)
        {
            return ([], null);
        }

        try
        {
            return (await prober.ProbeAsync(plan.Probes, target, context, cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception exception)
        {
            return ([], $"the prober did not answer: {Guarded.Describe(exception)}");
        }
    }
}
