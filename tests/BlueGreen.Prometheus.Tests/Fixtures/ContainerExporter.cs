using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Prometheus.Tests.Fixtures;

/// <summary>Tells under cAdvisor's names what the kernel says of containers, and of the machine's group above them.</summary>
internal sealed class ContainerExporter : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Container[] _containers;

    private ContainerExporter(Container[] containers)
    {
        _containers = containers;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/metrics", () => Results.Text(Page(), "text/plain; version=0.0.4"));
    }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<ContainerExporter> StartAsync(Container[] containers, CancellationToken cancellationToken)
    {
        var exporter = new ContainerExporter(containers);
        await exporter._app.StartAsync(cancellationToken);
        return exporter;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private string Page()
    {
        var page = new StringBuilder();
        Write(page, "id=\"/\"", _containers.Sum(container => container.Memory), _containers.Sum(container => container.Processor));
        foreach (var container in _containers)
        {
            Write(page, $"id=\"/docker/{container.Version}\",name=\"shop-{container.Version}\",container_label_version=\"{container.Version}\"", container.Memory, container.Processor);
        }

        return page.ToString();
    }

    private static void Write(StringBuilder page, string labels, long memory, double processor) => page.Append(
        CultureInfo.InvariantCulture, $"container_memory_working_set_bytes{{{labels}}} {memory}\ncontainer_cpu_usage_seconds_total{{{labels},cpu=\"total\"}} {processor}\n");
}
