using System.Net;

namespace BlueGreen.IntegrationTests.Yarp;

public sealed class SpreadTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_are_spread_evenly_over_the_endpoints_that_a_pattern_means_and_reach_no_other()
    {
        await using var admin = await Backend.StartAsync("admin");
        await using var one = await Backend.StartAsync("web-1");
        await using var two = await Backend.StartAsync("web-2");
        await using var three = await Backend.StartAsync("web-3");
        await using var router = await RouterHost.StartAsync(endpoint: "web-*");
        var deployment = Deployment(admin, one, two, three);
        await router.ApplyAsync(TrafficSplit.AllTo(deployment.Id), Operations.Of(deployment, null));

        for (var i = 0; i < 600; i++)
        {
            using var response = await router.GetAsync();
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(600, one.Received + two.Received + three.Received);
        Assert.All([one, two, three], backend => Assert.InRange(backend.Received, 150, 250));
        Assert.Equal(0, admin.Received);
    }

    [Fact]
    public async Task One_endpoint_that_is_down_costs_no_get()
    {
        await using var admin = await Backend.StartAsync("admin");
        await using var one = await Backend.StartAsync("web-1");
        await using var two = await Backend.StartAsync("web-2");
        await using var router = await RouterHost.StartAsync(endpoint: "web-*");
        var deployment = Deployment(admin, one, two);
        await router.ApplyAsync(TrafficSplit.AllTo(deployment.Id), Operations.Of(deployment, null));
        await one.CutAsync();

        for (var i = 0; i < 50; i++)
        {
            Assert.Equal("web-2", await router.Client.GetStringAsync("/", Cancellation));
        }

        Assert.Equal(50, two.Received);
    }

    [Fact]
    public async Task A_pattern_that_means_no_endpoint_is_the_deployments_error()
    {
        await using var admin = await Backend.StartAsync("admin");
        await using var router = await RouterHost.StartAsync(endpoint: "web-*");
        var deployment = Deployment(admin);
        await router.ApplyAsync(TrafficSplit.AllTo(deployment.Id), Operations.Of(deployment, null));

        using var response = await router.GetAsync();

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Contains("no endpoint 'web-*'", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private static Deployment Deployment(Backend admin, params Backend[] others)
    {
        var endpoints = others.Append(admin).ToDictionary(b => b.Version, b => b.Deployment.Url);
        return new() { Id = new("d1"), Version = "1.0.0", Url = admin.Deployment.Url, Endpoints = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(endpoints) };
    }
}
