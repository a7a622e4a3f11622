using BlueGreen.Testing.Conformance;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>The reference source, or what is wrapped around it.</summary>
internal sealed class ReferenceMetricsFixture(Func<ReferenceMetricsSource, IMetricsSource>? wrap = null) : MetricsSourceFixture
{
    private readonly Away _away = new();
    private ReferenceMetricsSource? _source;

    private ReferenceMetricsSource Source => _source ??= new(_away.Faults);

    public override Task<IMetricsSource> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(wrap?.Invoke(Source) ?? Source);

    public override Task<IAsyncDisposable?> TakeAwayAsync(CancellationToken cancellationToken) => _away.BeginAsync();

    public override Task<bool> ObserveAsync(DeploymentId deployment, int observations, int errors, CancellationToken cancellationToken)
    {
        Source.Observe(deployment, observations, errors);
        return Task.FromResult(true);
    }
}
