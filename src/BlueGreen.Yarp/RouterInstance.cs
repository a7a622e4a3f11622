using System.Security.Cryptography;
using BlueGreen.Traffic;
using BlueGreen.Yarp.Exposition;
using BlueGreen.Yarp.Following;
using BlueGreen.Yarp.Forwarding;
using BlueGreen.Yarp.Measuring;
using BlueGreen.Yarp.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace BlueGreen.Yarp;

/// <summary>The parts of one application's router in this process, put together.</summary>
internal sealed class RouterInstance : IAsyncDisposable, IDisposable
{
    private readonly ForwarderClient _client = new();
    private readonly RouterAcknowledger _acknowledger;

    public RouterInstance(string application, IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptionsMonitor<YarpRouterOptions>>().Get(application);
        var clock = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var register = services.GetService<ITrafficRegister>() ?? throw NoRegister(application);
        var name = options.RouterName ?? UniqueName();
        var logger = services.GetRequiredService<ILogger<RegisterFollower>>();
        Random = services.GetService<IRandomSource>() ?? new StripedRandomSource();
        Table = new(Random, id => new(options.LongLivedLimit, clock, cut => Log.CutLongLived(logger, name, application, cut, id, options.LongLivedLimit)), new(options.WithoutRegisterLimit, clock));
        Frame = new(application, options.VersionHeader, new(options), services.GetRequiredService<RouterInstruments>(), clock);
        Forwarder = new(Table, Random, services.GetRequiredService<IHttpForwarder>(), _client, options, Frame);

        var history = new MeterHistory(() => Table.Meters, clock);
        _acknowledger = new(application, name, register, Table);
        Follower = new(application, register, _acknowledger, Table, history, options.AcknowledgeTimeout, clock, logger);
        Router = new(application, name, register, Table, history, options, clock);
    }

    public IRandomSource Random { get; }

    public RoutingTable Table { get; }

    public RouterFrame Frame { get; }

    public RegisterFollower Follower { get; }

    public RequestForwarder Forwarder { get; }

    public YarpTrafficRouter Router { get; }

    public async ValueTask DisposeAsync()
    {
        await Follower.GiveUpAsync().ConfigureAwait(false);
        Dispose();
    }

    public void Dispose()
    {
        Table.Dispose();
        _acknowledger.Dispose();
        _client.Dispose();
    }

    private static string UniqueName() =>
        $"{Environment.MachineName}:{Environment.ProcessId}:{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    private static InvalidOperationException NoRegister(string application) => new(
        $"The router of '{application}' needs a traffic register, and no {nameof(ITrafficRegister)} is registered. "
        + $"Register a shared one, or services.AddSingleton<{nameof(ITrafficRegister)}>(new InMemoryTrafficRegister()) "
        + "where driver and router live in this process.");
}
