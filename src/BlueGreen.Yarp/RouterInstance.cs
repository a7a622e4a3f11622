using System.Security.Cryptography;
using BlueGreen.Traffic;
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
internal sealed class RouterInstance : IDisposable
{
    private readonly ForwarderClient _client = new();
    private readonly RouterAcknowledger _acknowledger;

    public RouterInstance(string application, IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptionsMonitor<YarpRouterOptions>>().Get(application);
        var clock = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var register = services.GetService<ITrafficRegister>() ?? throw NoRegister(application);
        var name = options.RouterName ?? UniqueName();
        var table = new RoutingTable(services.GetService<IRandomSource>() ?? SplitMixRandomSource.FromSystem());
        var history = new MeterHistory(() => table.Meters, clock);

        _acknowledger = new(application, name, register, table);
        Follower = new(
            application, register, _acknowledger, table, history, options.AcknowledgeTimeout, clock,
            services.GetRequiredService<ILogger<RegisterFollower>>());
        Forwarder = new(application, table, services.GetRequiredService<IHttpForwarder>(), _client, options, clock);
        Router = new(application, name, register, table, history, options.AcknowledgeTimeout, clock);
    }

    public RegisterFollower Follower { get; }

    public RequestForwarder Forwarder { get; }

    public YarpTrafficRouter Router { get; }

    public void Dispose()
    {
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
