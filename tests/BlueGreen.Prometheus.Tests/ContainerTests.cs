using BlueGreen.Prometheus.Tests.Fixtures;

namespace BlueGreen.Prometheus.Tests;

/// <summary>Containers by cAdvisor's names, scraped by a real Prometheus.</summary>
[Collection("Prometheus")]
public sealed class ContainerTests
{
    private const long Limit = 400L << 20;
    private const double Processors = 0.5;

    private static readonly MetricName[] Usages = [Metric.MemoryUsage.Name, Metric.CpuUsage.Name];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Memory_and_processor_are_those_that_the_kernel_tells_of_each_version()
    {
        await using var idle = Container.Idle("1.0.0");
        await using var busy = Container.Busy("2.0.0", megabytes: 150);
        await using var exporter = await ContainerExporter.StartAsync([idle, busy], Token);
        await using var prometheus = new PrometheusProcess(exporter.Address);
        await prometheus.StartAsync(Token);
        await prometheus.UntilAsync("count(rate(container_cpu_usage_seconds_total{name!=\"\"}[1s]))", 2, Token);
        await prometheus.UntilAsync($"container_memory_working_set_bytes{{container_label_version=\"2.0.0\"}} > bool {150 << 20}", 1, Token);
        using var metrics = new PrometheusMetrics(
            new PrometheusOptions { Server = prometheus.Address, ScrapeInterval = PrometheusProcess.ScrapeInterval }.AddContainers(Limit, Processors, "name=~\"shop-.+\"", label: "container_label_version"));

        var (blue, green) = (await ReadAsync(metrics, "1.0.0"), await ReadAsync(metrics, "2.0.0"));

        Assert.Equal((double)idle.Memory / Limit, blue.Memory, 0.01);
        Assert.Equal((double)busy.Memory / Limit, green.Memory, 0.01);
        Assert.Equal(0, blue.Processor);
        Assert.InRange(green.Processor, 0.02, 1.1 / Processors);
    }

    [Fact]
    public async Task A_container_s_processors_are_added_up_and_of_several_containers_the_highest_counts()
    {
        var version = await SharedShop.BeginAsync("containers", Token);
        using var metrics = SharedShop.Shop.Connect(options => options.AddContainers(Limit, Processors));
        SharedShop.Shop.Target.Set((Series("memory_working_set_bytes", "a"), 0.5 * Limit), (Series("memory_working_set_bytes", "b"), 0.75 * Limit));

        var taken = 0;
        double first, second, idle;
        (double Memory, double Processor, DateTimeOffset At) usage;
        do
        {
            taken++;
            SharedShop.Shop.Target.Set((Series("cpu_usage_seconds_total", "a", "cpu00"), taken), (Series("cpu_usage_seconds_total", "a", "cpu01"), 2 * taken), (Series("cpu_usage_seconds_total", "b", "cpu00"), 1));
            await SharedShop.Shop.ScrapedAsync(Token);
            usage = await ReadAsync(metrics, version);
            (first, second, idle) = (await RateAsync("a", "cpu00"), await RateAsync("a", "cpu01"), await RateAsync("b", "cpu00"));
        }
        while (first is 0);

        Assert.Equal(0.75, usage.Memory);
        Assert.Equal(0, idle);
        Assert.True(second > first);
        Assert.Equal((first + second) / Processors, usage.Processor, 1e-9);

        string Series(string name, string container, string? cpu = null) => $"container_{name}{{name=\"{container}\",version=\"{version}\"{(cpu is null ? "" : $",cpu=\"{cpu}\"")}}}";

        async Task<double> RateAsync(string container, string cpu)
        {
            using var server = new Asking.PrometheusClient(new() { Server = SharedShop.Shop.Prometheus.Address }, null, TimeProvider.System, null);
            return await server.AskAsync($"rate({Series("cpu_usage_seconds_total", container, cpu)}[1s])", usage.At, Token) is [{ Samples: [var rate] }] ? rate.Value : 0;
        }
    }

    [Fact]
    public async Task Pods_are_told_apart_by_labels_that_are_joined_to_them()
    {
        var version = await SharedShop.BeginAsync("pods", Token);
        SharedShop.Shop.Target.Set(
            ($"container_memory_working_set_bytes{{namespace=\"shop\",pod=\"{version}-x7\",container=\"storefront\"}}", 256e6),
            ($"kube_pod_labels{{namespace=\"shop\",pod=\"{version}-x7\",label_version=\"{version}\"}}", 1));
        await SharedShop.Shop.ScrapedAsync(Token);
        using var metrics = SharedShop.Shop.Connect(options =>
        {
            options.AddContainers(Limit, Processors);
            options.Answers[Metric.MemoryUsage] = new PrometheusAnswer.Gauge("""
                label_replace(
                  container_memory_working_set_bytes{container="storefront"} / 512e6 * on (namespace, pod) group_left (label_version) kube_pod_labels,
                  "version", "$1", "label_version", "(.+)")
                """);
        });

        Assert.Equal(0.5, (await ReadAsync(metrics, version)).Memory);
    }

    [Fact]
    public void A_label_that_is_none_is_refused() => Assert.Contains(
        "'container-label' is no name of a label", Assert.Throws<ArgumentException>(() => new PrometheusOptions().AddContainers(Limit, 1, label: "container-label")).Message, StringComparison.Ordinal);

    [Fact]
    public void Without_a_label_of_their_own_the_series_have_that_of_the_source()
    {
        var answers = new PrometheusOptions { DeploymentLabel = "pod" }.AddContainers(1024, 2, "container=\"shop\"").Answers;

        Assert.Equal(new PrometheusAnswer.Gauge("container_memory_working_set_bytes{container=\"shop\"} / 1024"), answers[Metric.MemoryUsage]);
        Assert.Equal(new PrometheusAnswer.Gauge("sum without (cpu) (rate(container_cpu_usage_seconds_total{container=\"shop\"}[60s])) / 2"), answers[Metric.CpuUsage]);
    }

    private static async Task<(double Memory, double Processor, DateTimeOffset At)> ReadAsync(PrometheusMetrics metrics, string version)
    {
        var query = new MetricQuery { Metrics = [.. Usages], Deployments = [new(version)], Interval = TimeSpan.FromSeconds(1) };
        var reading = await metrics.ReadAsync(query, Trial.Operation, Token);
        return (reading.For(new(version), Metric.MemoryUsage).Value ?? double.NaN, reading.For(new(version), Metric.CpuUsage).Value ?? double.NaN, reading.Watermark);
    }
}
