using System.Collections.Immutable;
using BlueGreen.Conformance.Tests.Wrong;
using BlueGreen.Testing.Conformance;
using BlueGreen.Testing.Reference;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>The reference router, or what is wrapped around it. It cuts after 2 seconds by a clock of its own, or never.</summary>
internal sealed class RouterFixture(bool isSticky = false, Func<ReferenceTrafficRouter, ITrafficRouter>? wrap = null, bool cuts = true, TimeSpan? patience = null) : TrafficRouterFixture
{
    private readonly Away _away = new();
    private readonly FakeTimeProvider _clock = new();
    private ReferenceTrafficRouter? _router;
    private WrongRouter? _wrong;

    public override TimeSpan Patience => patience ?? base.Patience;

    public override TimeProvider RouterClock => _clock;

    private ReferenceTrafficRouter Router => _router ??= new(_away.Faults, isSticky, longLivedLimit: cuts ? TimeSpan.FromSeconds(2) : null, clock: _clock);

    public override Task<ITrafficRouter> CreateAsync(CancellationToken cancellationToken)
    {
        var router = wrap?.Invoke(Router) ?? Router;
        _wrong = router as WrongRouter;
        return Task.FromResult(router);
    }

    public override Task<IAsyncDisposable?> TakeAwayAsync(CancellationToken cancellationToken) => _away.BeginAsync();

    public override Task<ImmutableArray<DeploymentId?>?> SendAsync(int requests, string user, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<DeploymentId?>?>([.. Enumerable.Range(0, requests).Select(_ => Router.Pick(user))]);

    public override Task<IAsyncDisposable?> HoldAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IAsyncDisposable?>(new Disposable(Router.Begin()!.Dispose));

    public override Task<ILongLivedConnection?> ConnectAsync(LongLivedKind kind, CancellationToken cancellationToken)
    {
        var connection = Router.Connect()!;
        return Task.FromResult<ILongLivedConnection?>(new Connection(connection, () => _wrong?.IsOpen(kind, connection) ?? connection.IsOpen));
    }

    public override Task AdvanceAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        _clock.Advance(time);
        return Task.CompletedTask;
    }

    private sealed class Connection(ReferenceConnection connection, Func<bool> isOpen) : ILongLivedConnection
    {
        public Task<bool> ExchangeAsync(CancellationToken cancellationToken) => Task.FromResult(isOpen());

        public ValueTask DisposeAsync()
        {
            connection.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
