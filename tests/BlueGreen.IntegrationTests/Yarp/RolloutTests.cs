using System.Net;
using System.Net.WebSockets;
using BlueGreen.Events;
using BlueGreen.Operations;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.IntegrationTests.Yarp;

public sealed class RolloutTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_whole_rollout_under_load_fails_no_request_and_its_journal_tells_what_the_drain_cut()
    {
        await using var blue = await Backend.StartAsync("1.0.0", ServeAsync);
        await using var green = await Backend.StartAsync("2.0.0", ServeAsync);
        await using var router = await RouterHost.StartAsync(configure: options =>
        {
            options.LongLivedLimit = TimeSpan.FromMilliseconds(100);
            options.Retries = 0;
        });
        await router.ApplyAsync(TrafficSplit.AllTo(blue.Deployment.Id), Operations.Of(blue, null, epoch: 0));
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(router.Address) { Scheme = "ws" }.Uri, Cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var load = Enumerable.Range(0, 8).Select(_ => Task.Run(() => RequestUntilAsync(router, stop.Token), Cancellation)).ToArray();
        var environment = new TwoBackends(blue, green);

        var result = await new RolloutBuilder(RouterHost.Application)
            .Environment(environment)
            .Traffic(router.Router)
            .Metrics(router.Router, sampleEvery: TimeSpan.FromSeconds(1))
            .RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromSeconds(3)))
            .DeployGreen()
            .ShiftTo(Percentage.Of(50))
            .ShiftTo(Percentage.All)
            .Promote()
            .Build()
            .RunAsync(new("2.0.0"), cancellationToken: Cancellation);
        await stop.CancelAsync();

        Assert.True((await Task.WhenAll(load)).Sum() > 0);
        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        Assert.Equal([blue.Deployment.Id], environment.Retired);
        var drain = result.Journal.Select(entry => entry.Event).OfType<OperationIntended>().Single(e => e.Operation is DrainDeployment);
        var report = result.Journal.Select(entry => entry.Event).OfType<OperationCompleted>().Single(e => e.Id == drain.Id).Report;
        Assert.StartsWith("no request in flight after", report.Summary, StringComparison.Ordinal);
        Assert.EndsWith("; long-lived connections cut at the limit of 00:00:00.1000000: 1", report.Summary, StringComparison.Ordinal);
    }

    private static async Task ServeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await context.Response.WriteAsync("ok", context.RequestAborted);
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    }

    private static async Task<int> RequestUntilAsync(RouterHost router, CancellationToken stop)
    {
        var answered = 0;
        for (; !stop.IsCancellationRequested; answered++)
        {
            using var response = await router.GetAsync();
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        return answered;
    }
}
