using System.Collections.Immutable;
using BlueGreen.Analysis;
using BlueGreen.Driving;

namespace BlueGreen.Testing.Simulation;

/// <summary>What the world answers when it is looked at.</summary>
internal sealed partial class SimulatedWorld
{
    private DateTimeOffset _greenReadyAt;

    public bool IsGreenHealthy => Green is not null && Running.Contains(Green.Id) && _agenda.Now >= _greenReadyAt && GreenPhase.IsHealthy;

    public bool IsBlueHealthy => Blue is not null && Running.Contains(Blue.Id) && BluePhase.IsHealthy;

    /// <summary>Values of metrics that users defined themselves.</summary>
    public Func<MetricName, bool, double?>? OtherMetric { get; set; }

    public Sample Sample(DriverRequest.TakeSample request, SampleTrouble trouble)
    {
        var readings = request.Since.Select((since, source) => IsSilent(trouble, source) ? null : Read(since, source, trouble)).ToImmutableArray();
        var prober = trouble is not SampleTrouble.ProberFails;
        return new(request.At)
        {
            Readings = readings,
            Health = prober ? [.. _plan.Probes.Select(Health)] : [],
            Trouble = readings.Any(reading => reading is null) ? "a source does not answer" : prober ? null : "the prober failed",
        };
    }

    public Observed<TrafficSplit> ReadSplit() => IsRouterDown ? Observed.Unknown<TrafficSplit>("the router does not answer") : Observed.Known(Split);

    public Observed<Deployment?> ReadLive() => IsEnvironmentDown ? Observed.Unknown<Deployment?>("the environment does not answer") : Observed.Known(Live);

    private bool IsSilent(SampleTrouble trouble, int source) =>
        IsMetricsDown || _settings.MetricsOutages.Any(outage => IsNow(outage.From, outage.Until) && _plan.Metrics.Any(binding => binding.Metric == outage.Metric && binding.Source == source)) || trouble is SampleTrouble.SourceFails || (trouble is SampleTrouble.OneSourceFails && source == 0);

    /// <summary>Blue answers where it is now, not where it was before it was started again.</summary>
    public ImmutableArray<ProbeResult> ProbeBlue(DriverRequest.ProbeBlue request) =>
        [.. _plan.Probes.Select(probe => Health(probe, IsBlueHealthy && request.Blue.Url == Blue!.Url))];

    private ProbeResult Health(Probe probe) => Health(probe, IsGreenHealthy);

    private static ProbeResult Health(Probe probe, bool isHealthy) => new()
    {
        Probe = probe.Name,
        Status = isHealthy ? ProbeStatus.Healthy : ProbeStatus.Unhealthy,
        Latency = TimeSpan.FromMilliseconds(5),
    };

    private MetricReading Read(DateTimeOffset? since, int source, SampleTrouble trouble)
    {
        var from = since is { } given && given < _agenda.Now ? given : _agenda.Now - _plan.SampleEvery;
        var evidence = ImmutableArray.CreateBuilder<MetricEvidence>();
        foreach (var binding in _plan.Metrics)
        {
            if (binding.Source == source && trouble != SampleTrouble.NoData)
            {
                Add(evidence, binding.Metric, Blue, _blueMeter, BluePhase, from);
                Add(evidence, binding.Metric, Green, _greenMeter, GreenPhase, from);
            }
        }

        return new() { From = from, Watermark = _agenda.Now, Evidence = evidence.ToImmutable() };
    }

    private void Add(
        ImmutableArray<MetricEvidence>.Builder evidence, MetricName metric, Deployment? deployment, TrafficMeter meter, ServingPhase phase, DateTimeOffset from)
    {
        if (deployment is null || !Running.Contains(deployment.Id))
        {
            return;
        }

        var before = meter.Until(from);
        var after = meter.Until(_agenda.Now);
        var requests = (long)after.Requests - (long)before.Requests;
        var errors = (long)Math.Round(after.Errors) - (long)Math.Round(before.Errors);
        if (_chance is not null)
        {
            (requests, errors) = Vary(_chance, after.Requests - before.Requests, after.Errors - before.Errors);
        }

        var mean = after.Requests > before.Requests ? (after.LatencySeconds - before.LatencySeconds) / (after.Requests - before.Requests) : 0;
        var value = Value(metric, deployment, phase, requests, errors, mean * requests, (_agenda.Now - from).TotalSeconds);
        evidence.Add(new()
        {
            Deployment = deployment.Id,
            Metric = metric,
            Value = value.Value,
            Samples = value.Samples,
            Counts = metric == Metric.ErrorRate.Name ? new(requests, Math.Clamp(errors, 0, requests)) : null,
            Buckets = metric == Metric.ResponseTime.Name && requests > 0
                ? LatencySpread.Of((long)before.Requests, requests, TimeSpan.FromSeconds(mean), _chance) : null,
        });
    }

    /// <summary>Requests as a Poisson process of this mean, each failing by the mean's share.</summary>
    private static (long Requests, long Errors) Vary(SimulationRandom chance, double requests, double errors)
    {
        var (came, failed) = (0L, 0L);
        for (var at = -Math.Log(1 - chance.Unit()); at <= requests; at -= Math.Log(1 - chance.Unit()))
        {
            came++;
            failed += chance.Chance(errors / requests) ? 1 : 0;
        }

        return (came, failed);
    }

    private (double? Value, long Samples) Value(
        MetricName metric, Deployment deployment, ServingPhase phase, long requests, long errors, double latency, double seconds) =>
        metric == Metric.MemoryUsage.Name ? (phase.Memory, 1)
        : metric == Metric.CpuUsage.Name ? (phase.Processor, 1)
        : metric == Metric.Throughput.Name ? (seconds > 0 ? requests / seconds : null, requests)
        : requests <= 0 ? (null, 0)
        : metric == Metric.ErrorRate.Name ? (Math.Clamp((double)errors / requests, 0, 1), requests)
        : metric == Metric.ResponseTime.Name ? (latency / requests, requests)
        : (OtherMetric?.Invoke(metric, deployment.Id == Green?.Id), requests);
}
