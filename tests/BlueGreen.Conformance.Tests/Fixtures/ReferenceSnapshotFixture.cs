using BlueGreen.Testing.Conformance;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>The reference edge as a provider of snapshots, or what is wrapped around it.</summary>
internal sealed class ReferenceSnapshotFixture(Func<ReferenceEdge, ISnapshotProvider>? wrap = null) : SnapshotFixture
{
    private readonly Away _away = new();
    private ReferenceEdge? _edge;

    private ReferenceEdge Edge => _edge ??= new(_away.Faults);

    public override Task<ISnapshotProvider> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(wrap?.Invoke(Edge) ?? Edge);

    public override Task<IAsyncDisposable?> TakeAwayAsync(CancellationToken cancellationToken) => _away.BeginAsync();
}
