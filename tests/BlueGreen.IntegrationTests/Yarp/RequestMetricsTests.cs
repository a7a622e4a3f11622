using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.IntegrationTests.Yarp;

public sealed class RequestMetricsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Server_errors_are_counted_and_client_errors_are_not()
    {
        await using var backend = await Backend.StartAsync("1.0.0", context =>
        {
            context.Response.StatusCode = int.Parse(context.Request.Query["status"].Single()!);
            return Task.CompletedTask;
        });
        await using var router = await RouterHost.StartAsync();
        var operation = Operations.Of(backend, null);
        await router.ApplyAsync(TrafficSplit.AllTo(backend.Deployment.Id), operation);
        var start = await ReadAsync(router, backend.Deployment, operation, since: null);

        foreach (var status in new[] { 200, 302, 404, 500, 503 })
        {
            using var response = await router.GetAsync($"/?status={status}");
            Assert.Equal(status, (int)response.StatusCode);
        }

        await router.DrainAsync(backend.Deployment, operation);
        var reading = await ReadAsync(router, backend.Deployment, operation, start.Watermark);
        var errorRate = reading.For(backend.Deployment.Id, new("error_rate"));
        Assert.Equal(start.Watermark, reading.From);
        Assert.Equal(new RequestCounts(5, 2), errorRate.Counts);
        Assert.Equal(0.4, errorRate.Value);
        Assert.Equal(5, errorRate.Samples);
    }

    [Fact]
    public async Task A_refused_connection_is_answered_502_and_counted_as_the_deployments_error()
    {
        using var silent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var nobody = new Deployment { Id = new("gone"), Version = "9.9.9", Url = new($"http://{silent.LocalEndPoint}") };
        await using var router = await RouterHost.StartAsync(configure: options => options.Retries = 0);
        var operation = Operations.Of(nobody, null);
        await router.ApplyAsync(TrafficSplit.AllTo(nobody.Id), operation);

        using var response = await router.GetAsync();

        await router.DrainAsync(nobody, operation);
        var reading = await ReadAsync(router, nobody, operation, since: null);
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("9.9.9", response.Headers.GetValues("x-deployment-version").Single());
        Assert.Equal(new RequestCounts(1, 1), reading.For(nobody.Id, new("error_rate")).Counts);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_an_error()
    {
        var begun = new TaskCompletionSource();
        await using var backend = await Backend.StartAsync("1.0.0", async context =>
        {
            context.Response.ContentLength = 1_000;
            await context.Response.WriteAsync("half", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await begun.Task;
            context.Abort();
        });
        await using var router = await RouterHost.StartAsync();
        var operation = Operations.Of(backend, null);
        await router.ApplyAsync(TrafficSplit.AllTo(backend.Deployment.Id), operation);

        using var response = await router.Client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        begun.SetResult();
        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync(Cancellation));

        await router.DrainAsync(backend.Deployment, operation);
        var reading = await ReadAsync(router, backend.Deployment, operation, since: null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(new RequestCounts(1, 1), reading.For(backend.Deployment.Id, new("error_rate")).Counts);
    }

    [Fact]
    public async Task Times_come_with_their_mean_and_a_bucket_for_each_request()
    {
        await using var backend = await Backend.StartAsync("1.0.0");
        await using var router = await RouterHost.StartAsync();
        var operation = Operations.Of(backend, null);
        await router.ApplyAsync(TrafficSplit.AllTo(backend.Deployment.Id), operation);
        var start = await ReadAsync(router, backend.Deployment, operation, since: null);

        await RequestAsync(router, 20);

        await router.DrainAsync(backend.Deployment, operation);
        var reading = await ReadAsync(router, backend.Deployment, operation, start.Watermark);
        var time = reading.For(backend.Deployment.Id, new("response_time"));
        var throughput = reading.For(backend.Deployment.Id, new("throughput"));
        Assert.Equal(20, time.Samples);
        Assert.Equal(20, time.Buckets!.Counts.Sum());
        Assert.Equal(time.Buckets.UpperBounds.Length + 1, time.Buckets.Counts.Length);
        Assert.Equal(time.Buckets.Sum.TotalSeconds / 20, time.Value!.Value, precision: 9);
        Assert.Equal(20 / (reading.Watermark - reading.From).TotalSeconds, throughput.Value!.Value, precision: 9);
    }

    [Fact]
    public async Task Readings_under_load_sum_up_to_all_requests_without_overlap()
    {
        await using var backend = await Backend.StartAsync("1.0.0");
        await using var router = await RouterHost.StartAsync();
        var operation = Operations.Of(backend, null);
        await router.ApplyAsync(TrafficSplit.AllTo(backend.Deployment.Id), operation);
        var reading = await ReadAsync(router, backend.Deployment, operation, since: null);
        long requests = 0, buckets = 0;

        var load = Enumerable.Range(0, 4).Select(_ => Task.Run(() => RequestAsync(router, 250), Cancellation)).ToArray();
        var done = Task.WhenAll(load);
        for (var isLast = false; !isLast;)
        {
            isLast = done.IsCompleted;
            await (isLast ? router.DrainAsync(backend.Deployment, operation) : Task.CompletedTask);
            var next = await ReadAsync(router, backend.Deployment, operation, reading.Watermark);
            Assert.Equal(reading.Watermark, next.From);
            requests += next.For(backend.Deployment.Id, new("error_rate")).Counts?.Requests ?? 0;
            buckets += next.For(backend.Deployment.Id, new("response_time")).Buckets?.Counts.Sum() ?? 0;
            reading = next;
            await Task.Yield();
        }

        await done;
        Assert.Equal(1_000, requests);
        Assert.Equal(1_000, buckets);
    }

    [Fact]
    public async Task A_client_that_goes_away_before_the_answer_counts_for_nothing()
    {
        var arrived = new TaskCompletionSource();
        await using var backend = await Backend.StartAsync("1.0.0", async context =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await using var router = await RouterHost.StartAsync();
        var operation = Operations.Of(backend, null);
        await router.ApplyAsync(TrafficSplit.AllTo(backend.Deployment.Id), operation);

        using var client = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var request = router.Client.GetAsync("/", client.Token);
        await arrived.Task.WaitAsync(Cancellation);
        var during = await router.Router.ReadInFlightAsync(backend.Deployment.Id, operation, Cancellation);
        await client.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);

        await router.DrainAsync(backend.Deployment, operation);
        var reading = await ReadAsync(router, backend.Deployment, operation, since: null);
        Assert.Equal(Observed.Known(1L), during);
        Assert.All(reading.Evidence, evidence => Assert.Equal(0, evidence.Samples));
    }

    private static Task<MetricReading> ReadAsync(RouterHost router, Deployment deployment, OperationContext operation, DateTimeOffset? since)
    {
        var query = new MetricQuery { Metrics = router.Router.Metrics, Deployments = [deployment.Id], Since = since, Interval = TimeSpan.FromHours(1) };
        return router.Router.ReadAsync(query, operation, Cancellation);
    }

    private static async Task RequestAsync(RouterHost router, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var response = await router.GetAsync();
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }
}
