using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlueGreen.IntegrationTests.Measuring;

/// <summary>What the runtime's own instrument of <see cref="HttpClient"/> says of two real servers.</summary>
public sealed class InstrumentTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_measures_those_whom_it_calls()
    {
        await using var blue = await StartAsync(failsEvery: 0);
        await using var green = await StartAsync(failsEvery: 4);
        var (old, candidate) = (DeploymentOf("blue", blue), DeploymentOf("green", green));
        using var metrics = new InstrumentMetrics(new()
        {
            Meter = "System.Net.Http",
            Instrument = "http.client.request.duration",
            DeploymentTag = "server.port",
            LabelOf = deployment => deployment.Url.Port.ToString(CultureInfo.InvariantCulture),
        });
        var operation = Operation with { Blue = old, Green = candidate };
        var query = new MetricQuery { Metrics = metrics.Metrics, Deployments = [old.Id, candidate.Id], Interval = TimeSpan.FromSeconds(1) };
        var before = await metrics.ReadAsync(query, operation, Token);

        using var client = new HttpClient();
        for (var i = 0; i < 20; i++)
        {
            using var first = await client.GetAsync(old.Url, Token);
            using var second = await client.GetAsync(candidate.Url, Token);
        }

        var reading = await metrics.ReadAsync(query with { Since = before.Watermark }, operation, Token);

        Assert.Equal(new RequestCounts(20, 0), reading.For(old.Id, Metric.ErrorRate).Counts);
        Assert.Equal(new RequestCounts(20, 5), reading.For(candidate.Id, Metric.ErrorRate).Counts);
        var times = reading.For(candidate.Id, Metric.ResponseTime);
        Assert.Equal(20, times.Buckets!.Counts.Sum());
        Assert.True(times.Value > 0);
        Assert.Equal(before.Watermark, reading.From);
    }

    [Fact]
    public void Blank_names_and_bounds_that_fall_are_refused()
    {
        var options = new InstrumentOptions { Meter = "shop", Instrument = "duration", DeploymentTag = "version" };

        Assert.Contains("DeploymentTag is blank", Assert.Throws<ArgumentException>(() => new InstrumentMetrics(options with { DeploymentTag = " " })).Message, StringComparison.Ordinal);
        Assert.Contains("Bounds are", Assert.Throws<ArgumentException>(() => new InstrumentMetrics(options with { Bounds = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)] })).Message, StringComparison.Ordinal);
    }

    private static OperationContext Operation { get; } = new()
    {
        Rollout = new("r1"),
        Application = "shop",
        Step = "sample",
        Operation = new("r1-1"),
        Token = new(1, 1),
        StartedAt = DateTimeOffset.UnixEpoch,
        Deadline = DateTimeOffset.MaxValue,
        TimeLeft = TimeSpan.FromSeconds(5),
        Release = new("2.0.0"),
    };

    private static Deployment DeploymentOf(string id, WebApplication app) => new() { Id = new(id), Version = id, Url = new(app.Urls.Single()) };

    private static async Task<WebApplication> StartAsync(int failsEvery)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var requests = 0;
        app.MapGet("/", () => failsEvery > 0 && Interlocked.Increment(ref requests) % failsEvery == 0 ? Results.StatusCode(500) : Results.Ok());
        await app.StartAsync(Token);
        return app;
    }
}
