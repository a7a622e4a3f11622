// <snippet haproxy-router>
using System.Net.Sockets;
using BlueGreen;

namespace CustomProvider;

/// <summary>
/// Divides traffic between the servers of one HAProxy backend, through its runtime API. A server is named like its deployment; the first split that names a deployment adds
/// it. The backend needs <c>balance random(1)</c>, which draws by weight, and lets servers be added.
/// </summary>
public sealed class HAProxyRouter(HAProxySocket socket, string backend) : ITrafficRouter, IDisposable
{
    private readonly SemaphoreSlim _writing = new(1);   // HAProxy may run another connection's commands between two of a line

    public ProviderIdentity Identity { get; } = new($"haproxy:{socket.Path}/{backend}", "1");

    /// <summary>HAProxy keeps nothing of ours beside the weights, and offers no precondition: no fencing.</summary>
    public TrafficCapabilities Capabilities { get; } = new() { Step = Percentage.Of(1), Fencing = Fencing.None };

    public async Task<Observed<TrafficSplit>> ReadAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        try
        {
            var weights = (await ReadServersAsync(cancellationToken)).Where(server => server is { IsEnabled: true, Weight: > 0 }).ToArray();
            return weights.Sum(server => server.Weight) is 0 or 100
                ? Observed.Known(TrafficSplit.Of(weights.Select(server => new TrafficWeight(new(server.Name), Percentage.Of(server.Weight)))))
                : Observed.Unknown<TrafficSplit>($"The weights of {backend} at {socket.Path} do not total 100: {string.Join(", ", weights.Select(server => $"{server.Name} {server.Weight}"))}.");
        }
        catch (ProviderException e)
        {
            return Observed.Unknown<TrafficSplit>(e.Message);
        }
    }

    public async Task ApplyAsync(TrafficSplit desired, OperationContext operation, CancellationToken cancellationToken)
    {
        if (desired.Weights.FirstOrDefault(weight => weight.HundredthsOfPercent % 100 != 0) is { HundredthsOfPercent: > 0 } finer)
        {
            throw ProviderException.Permanent($"{backend} at {socket.Path} takes whole percents; {finer} is finer. Round it.");
        }

        await _writing.WaitAsync(cancellationToken);
        try
        {
            await MakeSoAsync(desired, operation, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();

    private async Task MakeSoAsync(TrafficSplit desired, OperationContext operation, CancellationToken cancellationToken)
    {
        var servers = await ReadServersAsync(cancellationToken);
        foreach (var weight in desired.Weights.Where(weight => !servers.Any(server => server.Name == weight.Deployment.Value && server.IsEnabled)))
        {
            await AddAsync(weight.Deployment, operation, cancellationToken);
        }

        var all = servers.Select(server => new DeploymentId(server.Name)).Union(desired.Weights.Select(weight => weight.Deployment));
        var commands = all.OrderByDescending(desired.WeightOf).Select(id => $"set server {backend}/{id} weight {desired.WeightOf(id).Percent:0}");
        await DoAsync(string.Join("; ", commands), cancellationToken);   // highest first, so that nobody finds all weights at zero in between
    }

    /// <summary>Adds a server without weight. Repeated, it finds the server there, and enables it.</summary>
    private async Task AddAsync(DeploymentId id, OperationContext operation, CancellationToken cancellationToken)
    {
        var deployment = operation.Find(id)
            ?? throw ProviderException.Permanent($"Rollout {operation.Rollout} says no address for {id}. Split traffic between blue and green only.");
        var answer = await SendAsync($"add server {backend}/{id} {deployment.Url.Host}:{deployment.Url.Port} weight 0", cancellationToken);
        if (!answer.Contains("registered", StringComparison.Ordinal) && !answer.Contains("Already exists", StringComparison.Ordinal))
        {
            throw ProviderException.Permanent($"Adding {id} to {backend} at {socket.Path} was answered: {answer} Check the name of the backend and that it uses 'balance random(1)'.");
        }

        await DoAsync($"enable server {backend}/{id}", cancellationToken);
    }

    private async Task<IReadOnlyList<HAProxyServer>> ReadServersAsync(CancellationToken cancellationToken)
    {
        var state = await SendAsync($"show servers state {backend}", cancellationToken);
        try
        {
            return HAProxyServer.Parse(state);
        }
        catch (FormatException e)
        {
            throw ProviderException.Permanent($"Reading the servers of {backend} at {socket.Path} was answered: {e.Message} Check the name of the backend.", e);
        }
    }

    /// <summary>Sends commands that HAProxy answers with nothing when all went well.</summary>
    private async Task DoAsync(string commands, CancellationToken cancellationToken)
    {
        if (await SendAsync(commands, cancellationToken) is { Length: > 0 } answer)
        {
            throw ProviderException.Permanent($"'{commands}' at {socket.Path} was answered: {answer} The socket needs 'level admin'.");
        }
    }

    private async Task<string> SendAsync(string commands, CancellationToken cancellationToken)
    {
        try
        {
            return (await socket.SendAsync(commands, cancellationToken)).Trim();
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw ProviderException.Transient($"'{commands}' at {socket.Path} was not answered: {e.Message} Is HAProxy running?", e);
        }
    }
}
// </snippet>
