using BlueGreen;
using BlueGreen.Prometheus;

namespace Acme;

public static class MeasuringPrometheus
{
    public static RolloutBuilder Storefront(RolloutBuilder builder, string token)
    {
        // <snippet prometheus>
        var prometheus = new PrometheusMetrics(new PrometheusOptions
        {
            Server = new("http://prometheus:9090/"),
            Token = new(token),                                       // left out where none is needed
            DeploymentLabel = "version",                              // the label that tells blue from green
            ScrapeInterval = TimeSpan.FromSeconds(5),
        }.AddHttpServer("job=\"storefront\"").AddProcess(memoryLimit: 512L << 20, processors: 2, "job=\"storefront\""));

        builder
            .Metrics(prometheus, sampleEvery: TimeSpan.FromSeconds(5))
            .RollBackWhen(When.GreenIsWorse())
            .RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromMinutes(2)))
            .RollBackWhen(Metric.ResponseTime.Above(TimeSpan.FromSeconds(2)).For(TimeSpan.FromMinutes(5)), Rollback.Gradual)
            .RollBackWhen(Metric.MemoryUsage.Above(Percentage.Of(90)).For(TimeSpan.FromMinutes(3)), Rollback.Gradual);
        // </snippet>
        return builder;
    }

    public static PrometheusOptions Containers()
    {
        // <snippet prometheus-containers>
        var options = new PrometheusOptions { Server = new("http://prometheus:9090/"), ScrapeInterval = TimeSpan.FromSeconds(15) }
            .AddHttpServer("job=\"storefront\"")                                           // by the label version
            .AddContainers(memoryLimit: 512L << 20, processors: 0.5, "name=~\"storefront-.+\"", label: "container_label_version");
        // </snippet>
        return options;
    }

    public static void Own(PrometheusOptions options)
    {
        // <snippet prometheus-own>
        options.Answers[Metric.Ratio("failed_payments")] = new PrometheusAnswer.Share("payments_total{result=\"failed\"}", "payments_total");
        options.Answers[Metric.Duration("checkout")] = new PrometheusAnswer.Histogram("checkout_seconds{job=\"storefront\"}");
        options.Answers[Metric.MemoryUsage] = new PrometheusAnswer.Gauge("""
            label_replace(
              container_memory_working_set_bytes{container="storefront"} / 512e6 * on (namespace, pod) group_left (label_version) kube_pod_labels,
              "version", "$1", "label_version", "(.+)")
            """);
        // </snippet>
    }
}
