using System.Collections.Immutable;
using System.Runtime.InteropServices;
using BlueGreen.Health;

namespace BlueGreen;

/// <summary>
/// Probes deployments with HTTP GET, all probes in parallel, each once: there are no retries and no circuit breaker between a probe and
/// its verdict. Redirects are not followed: a redirect is its own status. TLS certificates are verified as the system does; a certificate
/// that is not trusted is an error of the probe.
/// </summary>
/// <remarks>
/// An answer with the expected status is healthy, another status is unhealthy, and no full answer within the probe's time limit is an
/// error. The top-level members of a JSON answer are kept as details; of a body no more than 64 KB is read.
/// </remarks>
public sealed class HttpHealthProber : IHealthProber, IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly ProbeTimeLimits _limits;
    private readonly ProbeAddresses _addresses = new();
    private readonly HttpProbe _probe;

    /// <summary>Makes a prober with connections of its own.</summary>
    /// <param name="clock">Measures latencies and time limits; null for the system's.</param>
    public HttpHealthProber(TimeProvider? clock = null)
        : this(OwnHandler(), clock, ownsHandler: true)
    {
    }

    /// <summary>Makes a prober that sends through a handler of the caller, for instance to trust a private certificate authority.</summary>
    /// <param name="handler">Sends the requests. It must not follow redirects or repeat requests, and stays the caller's to dispose.</param>
    /// <param name="clock">Measures latencies and time limits; null for the system's.</param>
    public HttpHealthProber(HttpMessageHandler handler, TimeProvider? clock = null)
        : this(handler, clock, ownsHandler: false)
    {
    }

    private HttpHealthProber(HttpMessageHandler handler, TimeProvider? clock, bool ownsHandler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _http = new(handler, ownsHandler);
        _limits = new(clock ?? TimeProvider.System);
        _probe = new(_http, _limits, clock ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public ProviderIdentity Identity { get; } = new("http", "1");

    /// <inheritdoc/>
    public async Task<ImmutableArray<ProbeResult>> ProbeAsync(
        ImmutableArray<Probe> probes,
        Deployment target,
        OperationContext operation,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(operation);
        var addresses = _addresses.Of(probes, target);
        var running = new Task<ProbeResult>[probes.Length];
        for (var i = 0; i < running.Length; i++)
        {
            running[i] = _probe.RunAsync(probes[i], addresses[i], Limit(probes[i], operation), cancellationToken);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(await Task.WhenAll(running).ConfigureAwait(false));
    }

    /// <summary>Closes the prober's own connections.</summary>
    public void Dispose()
    {
        _http.Dispose();
        _limits.Dispose();
    }

    private static SocketsHttpHandler OwnHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    };

    /// <summary>A deployment that hangs is a finding, which must be at hand before the caller gives the whole round up.</summary>
    private static TimeSpan Limit(Probe probe, OperationContext operation)
    {
        var left = operation.TimeLeft * 0.9;
        return left > TimeSpan.Zero && left < probe.Timeout ? left : probe.Timeout;
    }
}
