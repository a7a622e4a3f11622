using System.Collections.Immutable;
using BlueGreen.Testing.Conformance;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>The reference router, or what is wrapped around it.</summary>
internal sealed class RouterFixture(bool isSticky = false, Func<ReferenceTrafficRouter, ITrafficRouter>? wrap = null) : TrafficRouterFixture
{
    private readonly Away _away = new();
    private ReferenceTrafficRouter? _router;

    private ReferenceTrafficRouter Router => _router ??= new(_away.Faults, isSticky);

    public override Task<ITrafficRouter> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(wrap?.Invoke(Router) ?? Router);

    public override Task<IAsyncDisposable?> TakeAwayAsync(CancellationToken cancellationToken) => _away.BeginAsync();

    public override Task<ImmutableArray<DeploymentId?>?> SendAsync(int requests, string user, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<DeploymentId?>?>([.. Enumerable.Range(0, requests).Select(_ => Router.Pick(user))]);

    public override Task<IAsyncDisposable?> HoldAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IAsyncDisposable?>(new Disposable(Router.Begin()!.Dispose));
}
