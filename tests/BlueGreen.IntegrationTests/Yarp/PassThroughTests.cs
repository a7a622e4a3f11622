using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace BlueGreen.IntegrationTests.Yarp;

public sealed class PassThroughTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Method_path_query_headers_and_body_reach_the_deployment_and_its_answer_comes_back()
    {
        await using var backend = await Backend.StartAsync("1.0.0", EchoAsync);
        await using var router = await RouterHost.StartAsync();
        await router.ApplyAsync(TrafficSplit.AllTo(backend.Deployment.Id), Operations.Of(backend, null));
        var body = new string('x', 200_000);

        using var request = new HttpRequestMessage(HttpMethod.Put, "/a%20b/c%2Fd?q=1&q=%C3%A4&empty=")
        {
            Headers = { { "x-tenant", "acme" }, { "cookie", "session=42" } },
            Content = new StringContent(body, Encoding.UTF8, "text/plain"),
        };
        using var response = await router.Client.SendAsync(request, Cancellation);
        var echo = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("a=1; Path=/", response.Headers.GetValues("set-cookie").Single());
        Assert.Equal($"PUT /a%20b/c%2Fd?q=1&q=%C3%A4&empty= acme session=42 {router.Address.Authority}\n{body}", echo);
    }

    [Fact]
    public async Task Redirects_are_handed_to_the_client()
    {
        await using var backend = await Backend.StartAsync("1.0.0", context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        await using var router = await RouterHost.StartAsync();
        await router.ApplyAsync(TrafficSplit.AllTo(backend.Deployment.Id), Operations.Of(backend, null));

        using var response = await router.GetAsync();

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/elsewhere", response.Headers.Location?.OriginalString);
        Assert.Equal(1, backend.Received);
    }

    [Fact]
    public async Task A_web_socket_passes_and_is_in_flight_until_it_closes()
    {
        await using var backend = await Backend.StartAsync("1.0.0", EchoSocketAsync);
        await using var router = await RouterHost.StartAsync();
        var operation = Operations.Of(backend, null);
        await router.ApplyAsync(TrafficSplit.AllTo(backend.Deployment.Id), operation);

        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new UriBuilder(router.Address) { Scheme = "ws" }.Uri, Cancellation);
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        var buffer = new byte[16];
        var received = await socket.ReceiveAsync(buffer, Cancellation);
        var during = await router.Router.ReadInFlightAsync(backend.Deployment.Id, operation, Cancellation);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);

        Assert.Equal("hello", Encoding.UTF8.GetString(buffer, 0, received.Count));
        Assert.Equal(Observed.Known(1L), during);
        await router.DrainAsync(backend.Deployment, operation);
    }

    private static async Task EchoAsync(HttpContext context)
    {
        var request = context.Request;
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers.SetCookie = "a=1; Path=/";
        var target = new Uri(request.GetEncodedUrl()).PathAndQuery;
        await context.Response.WriteAsync(
            $"{request.Method} {target} {request.Headers["x-tenant"]} {request.Headers.Cookie} {request.Headers["x-forwarded-host"]}\n{body}", context.RequestAborted);
    }

    private static async Task EchoSocketAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[16];
        while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } message)
        {
            await socket.SendAsync(buffer.AsMemory(0, message.Count), message.MessageType, message.EndOfMessage, context.RequestAborted);
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
    }
}
