using BlueGreen.Testing.Conformance;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>The reference edge's cache, or what is wrapped around it.</summary>
internal sealed class ReferenceCdnFixture(Func<ReferenceEdge, ICdn>? wrap = null) : CdnFixture
{
    private readonly Away _away = new();
    private ReferenceEdge? _edge;

    private ReferenceEdge Edge => _edge ??= new(_away.Faults);

    public override Task<ICdn> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(wrap?.Invoke(Edge) ?? Edge);

    public override Task FillAsync(CancellationToken cancellationToken) => Task.FromResult(Edge.IsCached = true);

    public override Task<bool> IsCachedAsync(CancellationToken cancellationToken) => Task.FromResult(Edge.IsCached);

    public override Task<IAsyncDisposable?> TakeAwayAsync(CancellationToken cancellationToken) => _away.BeginAsync();
}
