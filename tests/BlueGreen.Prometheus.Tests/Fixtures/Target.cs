using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Prometheus.Tests.Fixtures;

/// <summary>What Prometheus scrapes: a page of series that a test sets, from a real server.</summary>
internal sealed class Target : IAsyncDisposable
{
    private readonly WebApplication _app;
    private ImmutableSortedDictionary<string, double> _series = ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    private Target()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/metrics", () => Results.Text(Page(), "text/plain; version=0.0.4"));
    }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<Target> StartAsync(CancellationToken cancellationToken)
    {
        var target = new Target();
        await target._app.StartAsync(cancellationToken);
        return target;
    }

    /// <summary>Sets several series at once, so that no scrape sees some of them only.</summary>
    public void Set(params (string Series, double Value)[] series) => ImmutableInterlocked.Update(ref _series, (known, changes) => known.SetItems(changes.Select(change => KeyValuePair.Create(change.Series, change.Value))), series);

    public double Get(string series) => _series.GetValueOrDefault(series);

    /// <summary>Takes series away, as a process that ends does.</summary>
    public void Remove(Func<string, bool> which) => ImmutableInterlocked.Update(ref _series, known => known.RemoveRange(known.Keys.Where(which)));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private string Page()
    {
        var page = new StringBuilder();
        foreach (var (series, value) in _series)
        {
            page.Append(CultureInfo.InvariantCulture, $"{series} {(double.IsNaN(value) ? "NaN" : value.ToString("R", CultureInfo.InvariantCulture))}\n");
        }

        return page.ToString();
    }
}
