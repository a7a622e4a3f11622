using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.IntegrationTests.Yarp;

public sealed class RetryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_get_that_meets_a_dead_deployment_is_answered_by_the_other_and_the_failure_counts()
    {
        await using var blue = await Backend.StartAsync("1.0.0");
        using var port = ReservedPort();
        var dead = new Deployment { Id = new("2.0.0"), Version = "2.0.0", Url = new($"http://{port.LocalEndPoint}") };
        await using var router = await RouterHost.StartAsync();
        var operation = Operations.Of(blue.Deployment, dead);
        await router.ApplyAsync(TrafficSplit.Between(blue.Deployment.Id, dead.Id, Percentage.Of(50)), operation);

        for (var i = 0; i < 40; i++)
        {
            using var response = await router.GetAsync();
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("1.0.0", response.Headers.GetValues("x-deployment-version").Single());
        }

        await router.DrainAsync(dead, operation);
        var failures = await CountsAsync(router, dead, operation);
        Assert.InRange(failures.Errors, 1, 39);
        Assert.Equal(failures.Requests, failures.Errors);
        Assert.Equal(40, blue.Received);
        Assert.Contains($"bluegreen_router_retries_total{{application=\"shop\",deployment=\"2.0.0\",version=\"2.0.0\"}} {failures.Errors}\n",
            await router.Client.GetStringAsync("/metrics", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_answer_is_tried_again_but_an_answer_of_the_deployment_is_not()
    {
        var received = 0;
        await using var backend = await Backend.StartAsync("1.0.0", context =>
        {
            if (context.Request.Path == "/break" && Interlocked.Increment(ref received) == 1)
            {
                context.Abort();
                return Task.CompletedTask;
            }

            context.Response.StatusCode = context.Request.Path == "/break" ? 200 : 503;
            return Task.CompletedTask;
        });
        await using var router = await RouterHost.StartAsync();
        await router.ApplyAsync(TrafficSplit.AllTo(backend.Deployment.Id), Operations.Of(backend, null));

        using var broken = await router.GetAsync("/break");
        using var unavailable = await router.GetAsync("/unavailable");

        Assert.Equal(HttpStatusCode.OK, broken.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unavailable.StatusCode);
        Assert.Equal(3, backend.Received);
    }

    [Theory]
    [InlineData("POST", false)]
    [InlineData("PATCH", false)]
    [InlineData("PUT", true)]
    public async Task What_is_not_idempotent_or_has_a_body_is_never_sent_twice(string method, bool hasBody)
    {
        await using var backend = await Backend.StartAsync("1.0.0", context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using var router = await RouterHost.StartAsync();
        await router.ApplyAsync(TrafficSplit.AllTo(backend.Deployment.Id), Operations.Of(backend, null));

        using var request = new HttpRequestMessage(new(method), "/") { Content = hasBody ? new StringContent("x") : null };
        using var response = await router.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal(1, backend.Received);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 4)]
    public async Task Tries_are_as_many_as_the_setting_says(int retries, int tries)
    {
        await using var backend = await Backend.StartAsync("1.0.0", context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using var router = await RouterHost.StartAsync(configure: options => options.Retries = retries);
        await router.ApplyAsync(TrafficSplit.AllTo(backend.Deployment.Id), Operations.Of(backend, null));

        using var response = await router.GetAsync();

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal(tries, backend.Received);
    }

    [Fact]
    public async Task A_begun_answer_is_never_replaced()
    {
        var begun = new TaskCompletionSource();
        await using var backend = await Backend.StartAsync("1.0.0", async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("half", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await begun.Task;
            context.Abort();
        });
        await using var router = await RouterHost.StartAsync(configure: options => options.Retries = 5);
        await router.ApplyAsync(TrafficSplit.AllTo(backend.Deployment.Id), Operations.Of(backend, null));

        using var response = await router.Client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        begun.SetResult();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync(Cancellation));

        Assert.Equal(1, backend.Received);
    }

    private static async Task<RequestCounts> CountsAsync(RouterHost router, Deployment deployment, OperationContext operation)
    {
        var query = new MetricQuery { Metrics = [Metric.ErrorRate.Name], Deployments = [deployment.Id], Interval = TimeSpan.FromHours(1) };
        return (await router.Router.ReadAsync(query, operation, Cancellation)).For(deployment.Id, Metric.ErrorRate.Name).Counts!.Value;
    }

    /// <summary>A port that nobody listens at and nobody else gets meanwhile.</summary>
    private static Socket ReservedPort()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}
