using System.Collections.Immutable;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>A trial of a metrics source.</summary>
internal sealed class MetricsTrial(MetricsSourceFixture fixture, TrialSetting setting) : Trial(fixture, setting)
{
    public DeploymentId Blue => fixture.Blue;

    public DeploymentId Green => fixture.Green;

    public MetricName Rate => fixture.Rate;

    public Task<IMetricsSource> CreateAsync() => fixture.CreateAsync(Cancellation);

    public MetricQuery Query(ImmutableArray<MetricName> metrics, DateTimeOffset? since = null) =>
        new() { Metrics = metrics, Deployments = [Blue, Green], Since = since, Interval = TimeSpan.FromSeconds(10) };

    public OperationContext Next() => Operation("sample", 1);

    public Task<MetricReading> ReadAsync(IMetricsSource source, DateTimeOffset? since = null) => ReadAsync(source, Query(source.Metrics, since));

    public Task<MetricReading> ReadAsync(IMetricsSource source, MetricQuery query) =>
        CallAsync($"ReadAsync since {query.Since?.ToString("O") ?? "null"}", ct => source.ReadAsync(query, Next(), ct));

    public async Task<IMetricsSource> CreateRatedAsync()
    {
        var source = await CreateAsync().ConfigureAwait(false);
        return source.Metrics.Contains(Rate) ? source : throw NotApplicable($"The source does not answer {Rate}.");
    }

    public async Task ObserveAsync(DeploymentId deployment, int observations, int errors)
    {
        if (!await fixture.ObserveAsync(deployment, observations, errors, Cancellation).ConfigureAwait(false))
        {
            throw Exempt("the fixture does not override ObserveAsync");
        }

        Note($"made {observations} observations of {deployment}, {errors} of them errors");
    }
}
