using System.Collections.Immutable;
using BlueGreen;
using BlueGreen.Testing.Conformance;

namespace CustomProvider.Tests;

// <snippet haproxy-fixture>
/// <summary>A real HAProxy in front of two deployments that really answer.</summary>
internal sealed class HAProxyFixture : TrafficRouterFixture
{
    private readonly HAProxyProcess _haproxy = new();
    private HttpClient? _users;
    private Answering? _blue;
    private Answering? _green;

    public override Deployment Blue => _blue!.Deployment;

    public override Deployment Green => _green!.Deployment;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _blue = await Answering.StartAsync("blue", cancellationToken);
        _green = await Answering.StartAsync("green", cancellationToken);
        await _haproxy.StartAsync(cancellationToken);
        _users = _haproxy.Connect();
    }

    public override Task<ITrafficRouter> CreateAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ITrafficRouter>(new HAProxyRouter(_haproxy.Socket, HAProxyProcess.Backend));

    public override async Task<ImmutableArray<DeploymentId?>?> SendAsync(int requests, string user, CancellationToken cancellationToken)
    {
        var answers = ImmutableArray.CreateBuilder<DeploymentId?>(requests);
        for (var i = 0; i < requests; i++)
        {
            using var response = await _users!.GetAsync("/", cancellationToken);
            answers.Add(response.IsSuccessStatusCode ? new DeploymentId(await response.Content.ReadAsStringAsync(cancellationToken)) : null);
        }

        return answers.ToImmutable();
    }

    public override async Task<IAsyncDisposable?> TakeAwayAsync(CancellationToken cancellationToken)
    {
        await _haproxy.StopAsync();
        return new Restart(_haproxy);
    }

    public override async ValueTask DisposeAsync()
    {
        await _haproxy.DisposeAsync();
        _users!.Dispose();
        await _blue!.DisposeAsync();
        await _green!.DisposeAsync();
        await base.DisposeAsync();
    }

    private sealed class Restart(HAProxyProcess haproxy) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await haproxy.StartAsync(CancellationToken.None);
    }
}
// </snippet>
