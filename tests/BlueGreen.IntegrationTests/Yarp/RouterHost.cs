using System.Diagnostics.Metrics;
using BlueGreen.Traffic;
using BlueGreen.Yarp;
using BlueGreen.Yarp.Routing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlueGreen.IntegrationTests.Yarp;

/// <summary>An app with a router for "shop", as a user would write it, on a free port of 127.0.0.1.</summary>
internal sealed class RouterHost : IAsyncDisposable
{
    public const string Application = "shop";

    private readonly WebApplication _app;

    private RouterHost(ITrafficRegister register, Action<YarpRouterOptions>? configure, string? endpoint)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(register);
        builder.Services.AddSingleton<IRandomSource>(new SplitMixRandomSource(seed: 20));
        builder.Services.AddBlueGreenYarpRouter(Application, configure);
        _app = builder.Build();
        _app.MapBlueGreenRouter(endpoint: endpoint);
        _app.MapBlueGreenRouterMetrics();
        Register = register;
        Router = _app.Services.GetRequiredService<YarpTrafficRouter>();
        Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    }

    public ITrafficRegister Register { get; }

    public YarpTrafficRouter Router { get; }

    /// <summary>Which meters are this app's.</summary>
    public object MeterScope => _app.Services.GetRequiredService<IMeterFactory>();

    public HttpClient Client { get; }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<RouterHost> StartAsync(ITrafficRegister? register = null, Action<YarpRouterOptions>? configure = null, string? endpoint = null)
    {
        var host = new RouterHost(register ?? new InMemoryTrafficRegister(), configure, endpoint);
        await host._app.StartAsync(TestContext.Current.CancellationToken);
        host.Client.BaseAddress = host.Address;
        return host;
    }

    public Task ApplyAsync(TrafficSplit split, OperationContext operation) => Router.ApplyAsync(split, operation, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> GetAsync(string path = "/") => Client.GetAsync(path, TestContext.Current.CancellationToken);

    /// <summary>Stops the app as Ctrl+C does.</summary>
    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    /// <summary>Waits until nothing is in flight at a deployment.</summary>
    public async Task DrainAsync(Deployment deployment, OperationContext operation)
    {
        while (await Router.ReadInFlightAsync(deployment.Id, operation, TestContext.Current.CancellationToken) is not { IsKnown: true, Value: 0 })
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
