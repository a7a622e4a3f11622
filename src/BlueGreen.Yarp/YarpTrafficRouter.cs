using System.Collections.Immutable;
using BlueGreen.Traffic;
using BlueGreen.Yarp.Following;
using BlueGreen.Yarp.Forwarding;
using BlueGreen.Yarp.Measuring;
using BlueGreen.Yarp.Routing;

namespace BlueGreen.Yarp;

/// <summary>
/// Divides an application's requests between deployments, at random or by a hash of the user, inside ASP.NET Core apps. The split goes through the traffic register, which every router
/// instance of the application follows; requests are counted in this process only. Get it from the services, with
/// <c>AddBlueGreenYarpRouter</c>. Thread-safe.
/// </summary>
/// <remarks>
/// As a metrics source it answers, from what this process forwarded: <c>error_rate</c> (status 5xx, no answer, or an answer that broke off),
/// <c>response_time</c> (seconds from request to the answer's headers, with buckets: one up to 128 µs, then 8 of equal width in each octave up to
/// 67.1 s, one above), and <c>throughput</c> (requests per second). A request whose client went away before the answer is not counted; an answer that
/// stalls midway, or is left by its client, counts by its status. An upgraded connection counts once, when it is upgraded.
/// </remarks>
public sealed class YarpTrafficRouter : IConnectionCuttingRouter, IMetricsSource
{
    private readonly string _application;
    private readonly string _name;
    private readonly ITrafficRegister _register;
    private readonly RoutingTable _table;
    private readonly MeterHistory _history;
    private readonly SplitWriter _writer;
    private readonly TimeProvider _clock;

    internal YarpTrafficRouter(
        string application, string name, ITrafficRegister register, RoutingTable table, MeterHistory history, YarpRouterOptions options, TimeProvider clock)
    {
        _application = application;
        _name = name;
        _register = register;
        _table = table;
        _history = history;
        _writer = new(application, register, options.AcknowledgeTimeout, clock);
        _clock = clock;
        LongLivedLimit = options.LongLivedLimit;
        Capabilities = new() { Step = Percentage.Of(0.01), Fencing = Fencing.Token, Sticky = new Stickiness(options).IsOn };
        Identity = new($"yarp:{application}", "1");
    }

    /// <inheritdoc/>
    public ProviderIdentity Identity { get; }

    /// <summary>Weights in steps of 0.01%, fenced by tokens; sticky where <see cref="YarpRouterOptions"/> name a header or cookie.</summary>
    public TrafficCapabilities Capabilities { get; }

    /// <inheritdoc/>
    public TimeSpan? LongLivedLimit { get; }

    /// <summary><c>error_rate</c>, <c>response_time</c> and <c>throughput</c>.</summary>
    public ImmutableArray<MetricName> Metrics => RequestEvidence.Metrics;

    /// <summary>Reads the register's split.</summary>
    /// <param name="operation">On whose behalf.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>
    /// The split, once every router acknowledged it; <see cref="TrafficSplit.None"/> when none was ever written; unknown when a router lags (it is named, also when it is silent),
    /// no router is alive, or the register does not answer.
    /// </returns>
    /// <exception cref="ProviderException">The operation concerns another application.</exception>
    public Task<Observed<TrafficSplit>> ReadAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        CheckApplication(operation);
        return SplitReader.ReadAsync(_register, _application, cancellationToken);
    }

    /// <summary>Writes the split to the register and waits until every router acknowledged it.</summary>
    /// <param name="desired">The split.</param>
    /// <param name="operation">Carries the write token and the deployments.</param>
    /// <param name="cancellationToken">Cancels the wait; what was written stays.</param>
    /// <exception cref="ProviderException">
    /// Permanent: a higher token is there, the operation knows no address for a deployment, or it concerns another application. Transient: a router did not
    /// acknowledge in time, or the register does not answer.
    /// </exception>
    public Task ApplyAsync(TrafficSplit desired, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(desired);
        CheckApplication(operation);
        return _writer.ApplyAsync(desired, operation, cancellationToken);
    }

    /// <summary>Reads how many requests this router still has at a deployment.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="operation">On whose behalf.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>
    /// The number. After a change that took the deployment's weight was acknowledged, zero means that it has none and gets no more. Unknown when another router of
    /// the application is alive, whose requests are not known here, or the register does not answer.
    /// </returns>
    /// <exception cref="ProviderException">The operation concerns another application.</exception>
    public async Task<Observed<long>> ReadInFlightAsync(DeploymentId deployment, OperationContext operation, CancellationToken cancellationToken)
    {
        CheckApplication(operation);
        try
        {
            var routers = await _register.ReadAcknowledgementsAsync(_application, cancellationToken).ConfigureAwait(false);
            var others = routers.Select(r => r.Router).Where(r => r != _name).ToArray();
            return others.Length > 0
                ? Observed.Unknown<long>($"Requests in flight at '{deployment}' are known for router {_name} only, not for {string.Join(", ", others)}.")
                : Observed.Known(_table.Meters.FirstOrDefault(m => m.Deployment == deployment)?.InFlight ?? 0);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Observed.Unknown<long>($"Listing the live routers of '{_application}' failed: {exception.Message}");
        }
    }

    /// <summary>Reads how many long-lived connections this router, in this process, cut since the deployment last lost its weight.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="operation">On whose behalf.</param>
    /// <param name="cancellationToken">Cancels the read before it begins; the answer is at hand.</param>
    /// <exception cref="ProviderException">The operation concerns another application.</exception>
    public Task<Observed<long>> ReadCutAsync(DeploymentId deployment, OperationContext operation, CancellationToken cancellationToken)
    {
        CheckApplication(operation);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Observed.Known(_table.Meters.FirstOrDefault(m => m.Deployment == deployment)?.LongLived.CutSinceWeight ?? 0));
    }

    /// <summary>Reads what this process forwarded since an earlier reading.</summary>
    /// <param name="query">What to read. Readings are remembered for at least 512 readings; before that, the window begins later than asked.</param>
    /// <param name="operation">On whose behalf.</param>
    /// <param name="cancellationToken">Cancels the read before it begins; the answer is at hand.</param>
    /// <exception cref="ProviderException">A metric is asked for that this source does not answer, or the operation concerns another application.</exception>
    public Task<MetricReading> ReadAsync(MetricQuery query, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        CheckApplication(operation);
        CheckMetrics(query.Metrics);
        cancellationToken.ThrowIfCancellationRequested();
        var (start, end) = _history.WindowSince(query.Since ?? _clock.GetUtcNow() - query.Interval);
        var evidence = from deployment in query.Deployments
                       let counts = end.Since(start, deployment)
                       from metric in query.Metrics
                       select RequestEvidence.Of(deployment, metric, counts, end.At - start.At);
        return Task.FromResult(new MetricReading { From = start.At, Watermark = end.At, Evidence = [.. evidence] });
    }

    private void CheckApplication(OperationContext operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        if (operation.Application != _application)
        {
            throw ProviderException.Permanent(
                $"The router of '{_application}' was asked for '{operation.Application}'. "
                + $"Bind the plan to the router that AddBlueGreenYarpRouter registered for '{operation.Application}'.");
        }
    }

    private static void CheckMetrics(ImmutableArray<MetricName> metrics)
    {
        foreach (var metric in metrics.Where(m => !RequestEvidence.Metrics.Contains(m)))
        {
            throw ProviderException.Permanent(
                $"A router does not measure {metric}; it answers {string.Join(", ", RequestEvidence.Metrics)}. Bind another metrics source for {metric}.");
        }
    }
}
