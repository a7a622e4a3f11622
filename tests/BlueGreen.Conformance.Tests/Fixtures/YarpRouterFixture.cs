using System.Collections.Immutable;
using BlueGreen.Testing.Conformance;
using BlueGreen.Yarp;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>Router hosts in front of two deployments that really answer. Each call of <see cref="CreateAsync"/> starts another host on the same register.</summary>
/// <param name="cuts">Whether long-lived connections are cut.</param>
/// <param name="isRemote">Whether the hosts are steered from outside.</param>
internal sealed class YarpRouterFixture(bool cuts = true, bool isRemote = false) : TrafficRouterFixture
{
    private readonly FlakyRegister _register = new();
    private readonly List<YarpHost> _hosts = [];
    private Answering? _blue;
    private Answering? _green;

    public override Deployment Blue => _blue!.Deployment;

    public override Deployment Green => _green!.Deployment;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _blue = await Answering.StartAsync("blue", cancellationToken);
        _green = await Answering.StartAsync("green", cancellationToken);
    }

    public override async Task<ITrafficRouter> CreateAsync(CancellationToken cancellationToken)
    {
        var host = await YarpHost.StartAsync(Application, _register, cancellationToken, cuts ? TimeSpan.FromMilliseconds(200) : null);
        _hosts.Add(host);
        return isRemote ? new RegisterTrafficRouter(Application, _register) : host.Router;
    }

    public override Task<IAsyncDisposable?> TakeAwayAsync(CancellationToken cancellationToken)
    {
        _register.IsAway = true;
        return Task.FromResult<IAsyncDisposable?>(new Disposable(() => _register.IsAway = false));
    }

    public override async Task<ImmutableArray<DeploymentId?>?> SendAsync(int requests, string user, CancellationToken cancellationToken)
    {
        var answers = ImmutableArray.CreateBuilder<DeploymentId?>(requests);
        for (var i = 0; i < requests; i++)
        {
            using var response = await _hosts[i % _hosts.Count].Client.GetAsync("/", cancellationToken);
            answers.Add(response.IsSuccessStatusCode ? new DeploymentId(await response.Content.ReadAsStringAsync(cancellationToken)) : null);
        }

        return answers.ToImmutable();
    }

    public override async Task<IAsyncDisposable?> HoldAsync(CancellationToken cancellationToken)
    {
        var request = _hosts[0].Client.GetAsync("/hold", cancellationToken);
        await Task.WhenAny(_blue!.Arrived, _green!.Arrived);
        return new Held(this, request);
    }

    public override async Task<ILongLivedConnection?> ConnectAsync(LongLivedKind kind, CancellationToken cancellationToken) => kind == LongLivedKind.WebSocket
        ? await SocketConnection.OpenAsync(_hosts[0].Client.BaseAddress!, cancellationToken)
        : await StreamConnection.OpenAsync(_hosts[0].Client, Say, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        await _blue!.DisposeAsync();
        await _green!.DisposeAsync();
        await base.DisposeAsync();
    }

    private void Say()
    {
        _blue!.Say();
        _green!.Say();
    }

    /// <summary>A request that is let go, and over for the router as well.</summary>
    private sealed class Held(YarpRouterFixture fixture, Task<HttpResponseMessage> request) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            fixture._blue!.LetGo();
            fixture._green!.LetGo();
            (await request).Dispose();
            while (await fixture._hosts[0].Router.ReadInFlightAsync(fixture.Blue.Id, Calls.Any, CancellationToken.None) is not { IsKnown: true, Value: 0 })
            {
                await Task.Yield();
            }
        }
    }
}
