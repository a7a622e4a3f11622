using System.Net;

namespace BlueGreen.IntegrationTests.Yarp;

public sealed class WeightChangeTests
{
    private const int Changes = 200;
    private const int Clients = 8;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Under_load_no_change_fails_a_request_and_none_is_served_by_the_old_side_after_the_change_returned()
    {
        await using var blue = await Backend.StartAsync("1.0.0");
        await using var green = await Backend.StartAsync("2.0.0");
        await using var router = await RouterHost.StartAsync();
        await router.ApplyAsync(TrafficSplit.AllTo(blue.Deployment.Id), Operations.Of(blue, green));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var load = Enumerable.Range(0, Clients).Select(_ => Task.Run(() => RequestUntilAsync(router, stop.Token), Cancellation)).ToArray();
        for (var change = 1; change <= Changes; change++)
        {
            var (to, from) = change % 2 == 1 ? (green, blue) : (blue, green);
            await ChangeAsync(router, to, from, Operations.Of(blue, green, intent: 1 + change));
        }

        await stop.CancelAsync();
        var answered = (await Task.WhenAll(load)).Sum();

        Assert.Equal(answered + (2 * Changes), blue.Received + green.Received);
        Assert.True(answered > 0);
    }

    private static async Task ChangeAsync(RouterHost router, Backend to, Backend from, OperationContext operation)
    {
        await router.ApplyAsync(TrafficSplit.AllTo(to.Deployment.Id), operation);
        Assert.Equal(to.Version, await VersionAsync(router));

        await router.DrainAsync(from.Deployment, operation);
        var received = from.Received;
        Assert.Equal(to.Version, await VersionAsync(router));
        Assert.Equal(received, from.Received);
    }

    private static async Task<int> RequestUntilAsync(RouterHost router, CancellationToken stop)
    {
        var answered = 0;
        for (; !stop.IsCancellationRequested; answered++)
        {
            await VersionAsync(router);
        }

        return answered;
    }

    private static async Task<string> VersionAsync(RouterHost router)
    {
        using var response = await router.GetAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(body, response.Headers.GetValues("x-deployment-version").Single());
        return body;
    }
}
