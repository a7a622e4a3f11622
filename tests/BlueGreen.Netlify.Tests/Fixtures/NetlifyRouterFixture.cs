using System.Collections.Immutable;
using BlueGreen.Testing.Conformance;

namespace BlueGreen.Netlify.Tests.Fixtures;

/// <summary>A site with blue and green deployed and blue live, and visitors without cookies.</summary>
internal sealed class NetlifyRouterFixture(bool isSplitting) : TrafficRouterFixture
{
    private readonly HttpClient _visitor = new(new SocketsHttpHandler { UseCookies = false });
    private Emulated? _emulated;
    private Deployment? _blue;
    private Deployment? _green;

    public override Deployment Blue => _blue!;

    public override Deployment Green => _green!;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _emulated = await Emulated.StartAsync(cancellationToken, hasBranchDeploys: true);
        var environment = new NetlifyEnvironment(Connect());
        _blue = await environment.DeployAsync(Calls.Of(_emulated.Folders.Release("1.0.0"), "deploy-1"), cancellationToken);
        _green = await environment.DeployAsync(Calls.Of(_emulated.Folders.Release("2.0.0"), "deploy-2"), cancellationToken);
        await environment.MakeLiveAsync(_blue, Calls.Of(new("1.0.0"), "live-1"), cancellationToken);
    }

    public override async Task<ITrafficRouter> CreateAsync(CancellationToken cancellationToken) =>
        isSplitting ? await NetlifyTrafficRouter.WithSplitTestsAsync(Connect(), cancellationToken) : new NetlifyTrafficRouter(Connect());

    public override async Task<ImmutableArray<DeploymentId?>?> SendAsync(int requests, string user, CancellationToken cancellationToken)
    {
        var answers = ImmutableArray.CreateBuilder<DeploymentId?>(requests);
        for (var i = 0; i < requests; i++)
        {
            using var response = await _visitor.GetAsync($"{_emulated!.Site.Address}/assets/version.txt", cancellationToken);
            var version = response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(cancellationToken) : null;
            answers.Add(version == Blue.Version ? Blue.Id : version == Green.Version ? Green.Id : null);
        }

        return answers.ToImmutable();
    }

    public override Task<IAsyncDisposable?> TakeAwayAsync(CancellationToken cancellationToken) => Away.BeginAsync(_emulated!.Netlify.Faults);

    public override async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        if (_emulated is not null)
        {
            await _emulated.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    private NetlifySite Connect() => _emulated!.Connect(options => options.LockLive = false);
}
