using System.Net;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.IntegrationTests.Yarp;

public sealed class StopAfterDrainTests
{
    private const int Clients = 16;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_request_fails_when_blue_is_cut_off_as_soon_as_it_is_drained()
    {
        for (var trial = 0; trial < 5; trial++)
        {
            await using var blue = await Backend.StartAsync("1.0.0", SlowAsync);
            await using var green = await Backend.StartAsync("2.0.0", SlowAsync);
            await using var router = await RouterHost.StartAsync(configure: options => options.Retries = 0);
            await router.ApplyAsync(TrafficSplit.AllTo(blue.Deployment.Id), Operations.Of(blue, green, intent: 1));
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var load = Enumerable.Range(0, Clients).Select(client => RequestUntilAsync(router, client, stop.Token)).ToArray();
            while (blue.Received < 3 * Clients)
            {
                await Task.Yield();
            }

            var operation = Operations.Of(blue, green, intent: 2);
            await router.ApplyAsync(TrafficSplit.AllTo(green.Deployment.Id), operation);
            await router.DrainAsync(blue.Deployment, operation);
            await blue.CutAsync();
            while (green.Received < 3 * Clients)
            {
                await Task.Yield();
            }

            await stop.CancelAsync();
            Assert.True((await Task.WhenAll(load)).Sum() > 0);
        }
    }

    private static async Task SlowAsync(HttpContext context)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(int.Parse(context.Request.Query["ms"].Single()!)), context.RequestAborted);
        await context.Response.WriteAsync("done", context.RequestAborted);
    }

    private static async Task<int> RequestUntilAsync(RouterHost router, int client, CancellationToken stop)
    {
        var answered = 0;
        for (; !stop.IsCancellationRequested; answered++)
        {
            using var response = await router.GetAsync($"/?ms={(answered + client) * 7 % 30}");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("done", await response.Content.ReadAsStringAsync(Cancellation));
        }

        return answered;
    }
}
