using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.IntegrationTests.Yarp;

public sealed class LongLivedTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Web_sockets_and_event_streams_are_cut_at_the_limit_and_reported_and_an_ordinary_slow_answer_is_waited_for()
    {
        var release = new TaskCompletionSource();
        await using var blue = await Backend.StartAsync("1.0.0", context => context.Request.Path.Value switch
        {
            "/socket" => HoldSocketAsync(context),
            "/events" => HoldStreamAsync(context),
            _ => AnswerAfterAsync(context, release.Task),
        });
        await using var green = await Backend.StartAsync("2.0.0");
        await using var router = await RouterHost.StartAsync(configure: options => options.LongLivedLimit = TimeSpan.FromMilliseconds(50));
        await router.ApplyAsync(TrafficSplit.AllTo(blue.Deployment.Id), Operations.Of(blue, green, intent: 1));
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(router.Address) { Scheme = "ws", Path = "socket" }.Uri, Cancellation);
        using var events = await router.Client.GetAsync("/events", HttpCompletionOption.ResponseHeadersRead, Cancellation);
        await using var stream = await events.Content.ReadAsStreamAsync(Cancellation);
        Assert.Equal("data: hello", await new StreamReader(stream).ReadLineAsync(Cancellation));
        var slow = router.GetAsync("/slow");
        while (blue.Received < 3)
        {
            await Task.Yield();
        }

        var operation = Operations.Of(blue, green, intent: 2);
        Assert.Equal(Observed.Known(0L), await router.Router.ReadCutAsync(blue.Deployment.Id, operation, Cancellation));
        await router.ApplyAsync(TrafficSplit.AllTo(green.Deployment.Id), operation);
        await Assert.ThrowsAnyAsync<WebSocketException>(() => socket.ReceiveAsync(new byte[16], Cancellation));
        await Assert.ThrowsAnyAsync<Exception>(() => stream.CopyToAsync(Stream.Null, Cancellation));
        while (await router.Router.ReadInFlightAsync(blue.Deployment.Id, operation, Cancellation) is not { IsKnown: true, Value: 1 })
        {
            await Task.Yield();
        }

        release.SetResult();
        using var answer = await slow;
        await router.DrainAsync(blue.Deployment, operation);
        Assert.Equal("slow", await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(Observed.Known(2L), await router.Router.ReadCutAsync(blue.Deployment.Id, operation, Cancellation));
        Assert.Equal(TimeSpan.FromMilliseconds(50), router.Router.LongLivedLimit);
    }

    [Fact]
    public async Task A_web_socket_to_a_deployment_that_keeps_some_weight_stays_open()
    {
        await using var blue = await Backend.StartAsync("1.0.0", HoldSocketAsync);
        await using var green = await Backend.StartAsync("2.0.0");
        await using var router = await RouterHost.StartAsync(configure: options => options.LongLivedLimit = TimeSpan.FromMilliseconds(1));
        await router.ApplyAsync(TrafficSplit.AllTo(blue.Deployment.Id), Operations.Of(blue, green, intent: 1));
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(router.Address) { Scheme = "ws" }.Uri, Cancellation);

        var operation = Operations.Of(blue, green, intent: 2);
        await router.ApplyAsync(TrafficSplit.Between(blue.Deployment.Id, green.Deployment.Id, Percentage.Of(99.99)), operation);
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        var received = await socket.ReceiveAsync(new byte[16], Cancellation);

        Assert.Equal(5, received.Count);
        Assert.Equal(Observed.Known(1L), await router.Router.ReadInFlightAsync(blue.Deployment.Id, operation, Cancellation));
        Assert.Equal(Observed.Known(0L), await router.Router.ReadCutAsync(blue.Deployment.Id, operation, Cancellation));
    }

    private static async Task HoldSocketAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[16];
        try
        {
            while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } message)
            {
                await socket.SendAsync(buffer.AsMemory(0, message.Count), message.MessageType, message.EndOfMessage, context.RequestAborted);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
        }
    }

    private static async Task HoldStreamAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        await context.Response.WriteAsync("data: hello\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    }

    private static async Task AnswerAfterAsync(HttpContext context, Task release)
    {
        await release;
        await context.Response.WriteAsync("slow", context.RequestAborted);
    }
}
