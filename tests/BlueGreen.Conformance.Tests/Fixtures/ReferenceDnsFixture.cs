using BlueGreen.Testing.Conformance;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>The reference edge's DNS, or what is wrapped around it.</summary>
internal sealed class ReferenceDnsFixture(Func<ReferenceEdge, IDns>? wrap = null) : DnsFixture
{
    private readonly Away _away = new();
    private ReferenceEdge? _edge;

    private ReferenceEdge Edge => _edge ??= new(_away.Faults);

    public override Task<IDns> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(wrap?.Invoke(Edge) ?? Edge);

    public override Task<string?> ResolveAsync(CancellationToken cancellationToken) => Task.FromResult(Edge.Resolve(Host));

    public override Task<IAsyncDisposable?> TakeAwayAsync(CancellationToken cancellationToken) => _away.BeginAsync();
}
