using System.Diagnostics;
using System.Diagnostics.Metrics;
using BlueGreen.Yarp.Measuring;
using Microsoft.Extensions.Hosting;

namespace BlueGreen.Yarp.Exposition;

/// <summary>
/// The routers' instruments of the meter <c>BlueGreen</c>: those that observe the counters, which cost nothing per request, and a histogram that is told each
/// request's time while somebody listens. Started with the app, so that they are there before the first request.
/// </summary>
internal sealed class RouterInstruments : IHostedService
{
    private readonly Histogram<double> _duration;

    public RouterInstruments(IMeterFactory meters, IServiceProvider services)
    {
        var meter = meters.Create("BlueGreen");
        _duration = meter.CreateHistogram<double>("bluegreen.router.request.duration", "s", "Time from a request to the headers of its answer, or to its failure.");
        meter.CreateObservableCounter(
            "bluegreen.router.requests", () => RouterSide.All(services).SelectMany(Requests), "{request}", "Requests that were forwarded and counted.");
        meter.CreateObservableCounter(
            "bluegreen.router.retries", () => RouterSide.All(services).Select(s => new Measurement<long>(s.Meter.Retries, s.Tags)), "{request}", "Failed requests that were tried again.");
        meter.CreateObservableCounter(
            "bluegreen.router.connections.cut", () => RouterSide.All(services).Select(s => new Measurement<long>(s.Meter.LongLived.Cut, s.Tags)), "{connection}",
            "Long-lived connections that were cut because they outlived their deployment's weight.");
        meter.CreateObservableUpDownCounter(
            "bluegreen.router.requests.in_flight", () => RouterSide.All(services).Select(s => new Measurement<long>(s.Meter.InFlight, s.Tags)), "{request}", "Requests in flight.");
        meter.CreateObservableGauge(
            "bluegreen.router.weight", () => RouterSide.All(services).Select(s => new Measurement<double>(s.Weight.Fraction, s.Tags)), "1", "The deployment's share of the split.");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Told by the request path.</summary>
    public void Record(DeploymentMeter meter, string application, TimeSpan latency, bool failed)
    {
        if (_duration.Enabled)
        {
            _duration.Record(latency.TotalSeconds, new TagList(RouterSide.TagsOf(application, meter)) { { RouterSide.OutcomeTag, Outcome(failed) } });
        }
    }

    private static IEnumerable<Measurement<long>> Requests(RouterSide side)
    {
        var counts = side.Meter.Read();
        yield return new(counts.Requests - counts.Errors, [.. side.Tags, new(RouterSide.OutcomeTag, Outcome(failed: false))]);
        yield return new(counts.Errors, [.. side.Tags, new(RouterSide.OutcomeTag, Outcome(failed: true))]);
    }

    private static string Outcome(bool failed) => failed ? "error" : "ok";
}
