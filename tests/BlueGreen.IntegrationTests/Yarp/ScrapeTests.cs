using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.IntegrationTests.Yarp;

public sealed class ScrapeTests
{
    private const string Awkward = "2.0 \"β\"\\n\nrc";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_scrape_tells_each_versions_requests_errors_times_and_weight()
    {
        await using var blue = await Backend.StartAsync("blue", AnswerAsync);
        await using var green = await Backend.StartAsync("green", AnswerAsync);
        await using var router = await RouterHost.StartAsync();
        var newer = green.Deployment with { Version = Awkward };
        var operation = Operations.Of(blue.Deployment, newer);
        await router.ApplyAsync(TrafficSplit.Between(blue.Deployment.Id, newer.Id, Percentage.Of(25)), operation);
        for (var i = 0; i < 200; i++)
        {
            using var response = await router.GetAsync($"/?status={(i % 4 == 0 ? 500 : 200)}");
        }

        await router.DrainAsync(blue.Deployment, operation);
        await router.DrainAsync(newer, operation);
        using var answer = await router.GetAsync("/metrics");
        var scrape = new Scrape(await answer.Content.ReadAsStringAsync(Cancellation));

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("counter", scrape.Types["bluegreen_router_requests_total"]);
        Assert.Equal("histogram", scrape.Types["bluegreen_router_response_seconds"]);
        Assert.Equal(0.75, scrape["bluegreen_router_weight_ratio application=shop|deployment=blue|version=blue"]);
        Assert.Equal(0.25, scrape[$"bluegreen_router_weight_ratio application=shop|deployment=green|version={Awkward}"]);
        foreach (var (side, backend) in new[] { ("deployment=blue|version=blue", blue), ($"deployment=green|version={Awkward}", green) })
        {
            var (ok, error) = (scrape[$"bluegreen_router_requests_total application=shop|{side}|outcome=ok"], scrape[$"bluegreen_router_requests_total application=shop|{side}|outcome=error"]);
            var buckets = scrape.Buckets("bluegreen_router_response_seconds", backend.Version);
            Assert.Equal(backend.Received, ok + error);
            Assert.Equal(buckets.OrderBy(b => b.Bound).Select(b => b.Count).Order(), buckets.Select(b => b.Count));
            Assert.Equal((double.PositiveInfinity, ok + error), buckets[^1]);
            Assert.Equal(ok + error, scrape[$"bluegreen_router_response_seconds_count application=shop|{side}"]);
            Assert.True(scrape[$"bluegreen_router_response_seconds_sum application=shop|{side}"] > 0);
            Assert.Equal(0, scrape[$"bluegreen_router_in_flight application=shop|{side}"]);
        }

        Assert.Equal(50, Errors(scrape, "blue", "blue") + Errors(scrape, "green", Awkward));
    }

    [Fact]
    public async Task Before_the_first_split_a_scrape_has_no_series_but_is_well_formed()
    {
        await using var router = await RouterHost.StartAsync();

        var scrape = new Scrape(await router.Client.GetStringAsync("/metrics", Cancellation));

        Assert.Equal(7, scrape.Types.Count);
    }

    [Fact]
    public async Task A_listener_of_the_meter_hears_the_same_numbers()
    {
        await using var backend = await Backend.StartAsync("1.0.0", AnswerAsync);
        await using var router = await RouterHost.StartAsync();
        var numbers = new Dictionary<string, double>();
        var durations = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "BlueGreen" && instrument.Name.StartsWith("bluegreen.router.", StringComparison.Ordinal) && instrument.Meter.Scope == router.MeterScope)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => numbers[Series(instrument, tags)] = value);
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            durations += instrument.Name == "bluegreen.router.request.duration" ? 1 : 0;
            numbers[Series(instrument, tags)] = value;
        });
        listener.Start();
        var operation = Operations.Of(backend, null);
        await router.ApplyAsync(TrafficSplit.AllTo(backend.Deployment.Id), operation);

        foreach (var status in new[] { 200, 200, 200, 500 })
        {
            using var response = await router.GetAsync($"/?status={status}");
        }

        await router.DrainAsync(backend.Deployment, operation);
        listener.RecordObservableInstruments();

        Assert.Equal(4, durations);
        Assert.Equal(3, numbers["bluegreen.router.requests shop 1.0.0 1.0.0 ok"]);
        Assert.Equal(1, numbers["bluegreen.router.requests shop 1.0.0 1.0.0 error"]);
        Assert.Equal(1, numbers["bluegreen.router.weight shop 1.0.0 1.0.0"]);
        Assert.Equal(0, numbers["bluegreen.router.requests.in_flight shop 1.0.0 1.0.0"]);
        Assert.Equal(0, numbers["bluegreen.router.retries shop 1.0.0 1.0.0"]);
    }

    private static double Errors(Scrape scrape, string deployment, string version) =>
        scrape[$"bluegreen_router_requests_total application=shop|deployment={deployment}|version={version}|outcome=error"];

    private static string Series(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = instrument.Name;
        foreach (var tag in tags)
        {
            name += $" {tag.Value}";
        }

        return name;
    }

    private static Task AnswerAsync(HttpContext context)
    {
        context.Response.StatusCode = int.Parse(context.Request.Query["status"].Single()!, CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }
}
