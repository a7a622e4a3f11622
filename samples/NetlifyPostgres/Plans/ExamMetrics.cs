using BlueGreen;
using BlueGreen.Prometheus;

namespace NetlifyPostgres.Plans;

/// <summary>The four metrics of the procedure, from Prometheus: response time and error rate as the router counts them, memory and processor usage as the process of each deploy does.</summary>
internal static class ExamMetrics
{
    public static PrometheusMetrics Of(Place place)
    {
        var options = new PrometheusOptions
        {
            Server = place.Measuring.Prometheus,
            Token = place.Measuring.Token is { } token ? new Secret(token) : null,
            ScrapeInterval = place.Measuring.ScrapeInterval,
        };
        options.AddRouters(ExamPlans.Application);
        options.AddProcess(place.Measuring.Memory, place.Measuring.Processors, place.Measuring.Processes);
        options.Http.Breaker.OpenFor = place.Times.SampleEvery;   // once it is back, the rollout goes on with the next sample
        return new(options);
    }
}
