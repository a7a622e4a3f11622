using System.Collections.Immutable;

namespace BlueGreen.Testing.Reference;

/// <summary>
/// A router in memory that keeps every promise of <see cref="IConnectionCuttingRouter"/>: to read, to test against, and to try kits and tools with. It routes the requests
/// and connections that <see cref="Pick"/>, <see cref="Begin"/> and <see cref="Connect"/> make up. Thread-safe.
/// </summary>
/// <param name="faults">Trouble to meet; null for none.</param>
/// <param name="isSticky">Whether a user stays on one side while weights rise. Default: no.</param>
/// <param name="seed">Draws the requests' deployments. Default: 1.</param>
/// <param name="longLivedLimit">How long a connection outlives its deployment's weight; null for as long as it likes. Default: null.</param>
/// <param name="clock">Measures that time; null for the system's.</param>
public sealed class ReferenceTrafficRouter(
    ReferenceFaults? faults = null, bool isSticky = false, int seed = 1, TimeSpan? longLivedLimit = null, TimeProvider? clock = null) : IConnectionCuttingRouter
{
    private readonly ReferenceFaults _faults = faults ?? new();
    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();
    private readonly TokenFence _fence = new();
    private readonly Dictionary<DeploymentId, long> _inFlight = [];
    private readonly ReferenceConnections _connections = new(longLivedLimit, clock ?? TimeProvider.System);
    private TrafficSplit _split = TrafficSplit.None;

    /// <inheritdoc/>
    public ProviderIdentity Identity { get; } = new("reference-router", "1");

    /// <summary>Weights in steps of 0.5%, fenced by tokens, sticky if asked to be.</summary>
    public TrafficCapabilities Capabilities { get; } = new() { Step = Percentage.Of(0.5), Fencing = Fencing.Token, Sticky = isSticky };

    /// <inheritdoc/>
    public TimeSpan? LongLivedLimit => longLivedLimit;

    /// <inheritdoc/>
    public async Task<Observed<TrafficSplit>> ReadAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        try
        {
            await _faults.EnterAsync("Reading the split", cancellationToken).ConfigureAwait(false);
            return Observed.Known(Split);
        }
        catch (ProviderException e)
        {
            return Observed.Unknown<TrafficSplit>(e.Message);
        }
    }

    /// <inheritdoc/>
    public async Task ApplyAsync(TrafficSplit desired, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(operation);
        await _faults.EnterAsync($"Setting the split to {desired}", cancellationToken).ConfigureAwait(false);
        if (desired.Weights.FirstOrDefault(weight => weight.HundredthsOfPercent % 50 != 0) is { HundredthsOfPercent: > 0 } finer)
        {
            throw ProviderException.Permanent($"Setting the split to {desired} was refused: {finer} is finer than {Capabilities.Step}. Round it.");
        }

        lock (_gate)
        {
            _fence.Pass(operation, $"Setting the split to {desired}");
            _split = desired;
            _connections.Follow(desired);
        }

        _faults.Leave();
    }

    /// <inheritdoc/>
    public Task<Observed<long>> ReadInFlightAsync(DeploymentId deployment, OperationContext operation, CancellationToken cancellationToken) =>
        CountAsync("Counting requests in flight", operation, () => _inFlight.GetValueOrDefault(deployment) + _connections.OpenAt(deployment), cancellationToken);

    /// <inheritdoc/>
    public Task<Observed<long>> ReadCutAsync(DeploymentId deployment, OperationContext operation, CancellationToken cancellationToken) =>
        CountAsync("Counting the connections that were cut", operation, () => _connections.CutAt(deployment), cancellationToken);

    /// <summary>The split in force.</summary>
    public TrafficSplit Split
    {
        get
        {
            lock (_gate)
            {
                return _split;
            }
        }
    }

    /// <summary>Draws the deployment of a request by the split in force; null when none has weight.</summary>
    /// <param name="user">Who sends it. Only a sticky router looks at it.</param>
    public DeploymentId? Pick(string user = "")
    {
        ArgumentNullException.ThrowIfNull(user);
        lock (_gate)
        {
            var ticket = isSticky ? TicketOf(user) : _random.Next(10_000);
            foreach (var weight in _split.Weights)
            {
                ticket -= weight.HundredthsOfPercent;
                if (ticket < 0)
                {
                    return weight.Deployment;
                }
            }

            return null;
        }
    }

    /// <summary>Begins a request, which is in flight until the result is disposed; null when no deployment has weight.</summary>
    public IDisposable? Begin()
    {
        if (Pick() is not { } deployment)
        {
            return null;
        }

        Count(deployment, 1);
        return new Request(this, deployment);
    }

    /// <summary>Opens a long-lived connection, in flight until it is disposed or cut; null when no deployment has weight.</summary>
    public ReferenceConnection? Connect() => Pick() is { } deployment ? _connections.Open(deployment) : null;

    private async Task<Observed<long>> CountAsync(string what, OperationContext operation, Func<long> count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        try
        {
            await _faults.EnterAsync(what, cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                return Observed.Known(count());
            }
        }
        catch (ProviderException e)
        {
            return Observed.Unknown<long>(e.Message);
        }
    }

    /// <summary>The user's place on the scale: always the same, so that a rising weight only ever adds users.</summary>
    private static int TicketOf(string user) => (int)(user.Aggregate(2_166_136_261u, (hash, letter) => (hash ^ letter) * 16_777_619u) % 10_000);

    private void Count(DeploymentId deployment, long change)
    {
        lock (_gate)
        {
            _inFlight[deployment] = _inFlight.GetValueOrDefault(deployment) + change;
        }
    }

    private sealed class Request(ReferenceTrafficRouter router, DeploymentId deployment) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
            {
                router.Count(deployment, -1);
            }
        }
    }
}
