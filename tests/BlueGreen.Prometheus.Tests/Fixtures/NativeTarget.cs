using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Prometheus.Tests.Fixtures;

/// <summary>A service that shows the times of its requests as a native histogram. Prometheus takes those in protocol buffers only.</summary>
internal sealed class NativeTarget : IAsyncDisposable
{
    /// <summary>Each bucket ends at √2 times the one before.</summary>
    private const int Schema = 1;

    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, long> _buckets = [];
    private double _sum;

    private NativeTarget()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/metrics", () => Results.Bytes(Page(), Exposition.ContentType));
    }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<NativeTarget> StartAsync(CancellationToken cancellationToken)
    {
        var target = new NativeTarget();
        await target._app.StartAsync(cancellationToken);
        return target;
    }

    /// <summary>Requests that took so long, to be seen with the next scrape.</summary>
    public void Observe(params (int Count, double Seconds)[] requests)
    {
        using (_lock.EnterScope())
        {
            foreach (var (count, seconds) in requests)
            {
                var bucket = (int)Math.Ceiling(Math.Log2(seconds) * (1 << Schema));
                _buckets[bucket] = _buckets.GetValueOrDefault(bucket) + count;
                _sum += count * seconds;
            }
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private byte[] Page()
    {
        using (_lock.EnterScope())
        {
            return Exposition.Write("request_seconds", "green", Schema, _buckets, _sum);
        }
    }
}
