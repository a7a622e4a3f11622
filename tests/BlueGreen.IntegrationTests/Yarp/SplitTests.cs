using System.Net;

namespace BlueGreen.IntegrationTests.Yarp;

public sealed class SplitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_percent_of_twenty_thousand_requests_are_ten_percent_within_0_85_points_and_each_answer_names_its_version()
    {
        await using var blue = await Backend.StartAsync("1.0.0");
        await using var green = await Backend.StartAsync("2.0.0");
        await using var router = await RouterHost.StartAsync();
        await router.ApplyAsync(TrafficSplit.Between(blue.Deployment.Id, green.Deployment.Id, Percentage.Of(10)), Operations.Of(blue, green));

        var served = (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ServedByGreenAsync(router, 2_500)))).Sum();

        Assert.InRange(served / 20_000.0, 0.0915, 0.1085);
        Assert.Equal((served, 20_000 - served), (green.Received, blue.Received));
    }

    [Fact]
    public async Task A_split_reads_back_once_it_is_applied()
    {
        await using var blue = await Backend.StartAsync("1.0.0");
        await using var green = await Backend.StartAsync("2.0.0");
        await using var router = await RouterHost.StartAsync();
        var operation = Operations.Of(blue, green);
        var split = TrafficSplit.Between(blue.Deployment.Id, green.Deployment.Id, Percentage.Of(0.01));

        Assert.Equal(Observed.Known(TrafficSplit.None), await router.Router.ReadAsync(operation, Cancellation));
        await router.ApplyAsync(split, operation);

        Assert.Equal(Observed.Known(split), await router.Router.ReadAsync(operation, Cancellation));
    }

    [Fact]
    public async Task Without_a_deployment_the_answer_is_503_and_says_so()
    {
        await using var router = await RouterHost.StartAsync();

        using var before = await router.GetAsync();
        await router.ApplyAsync(TrafficSplit.None, Operations.Of(null as Backend, null));
        using var after = await router.GetAsync();

        foreach (var response in new[] { before, after })
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Equal("none", response.Headers.GetValues("x-deployment-version").Single());
            Assert.Contains("No deployment of 'shop' receives traffic", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_version_header_has_the_configured_name_and_replaces_the_deployments_own()
    {
        await using var backend = await Backend.StartAsync("2.0.0-β", context =>
        {
            context.Response.Headers["x-served-by"] = "the deployment itself";
            return Task.CompletedTask;
        });
        await using var router = await RouterHost.StartAsync(configure: options => options.VersionHeader = "x-served-by");

        await router.ApplyAsync(TrafficSplit.AllTo(backend.Deployment.Id), Operations.Of(null, backend));
        using var response = await router.GetAsync();

        Assert.Equal("2.0.0-%CE%B2", response.Headers.GetValues("x-served-by").Single());
        Assert.False(response.Headers.Contains("x-deployment-version"));
    }

    private static async Task<int> ServedByGreenAsync(RouterHost router, int requests)
    {
        var green = 0;
        for (var i = 0; i < requests; i++)
        {
            using var response = await router.GetAsync();
            var version = response.Headers.GetValues("x-deployment-version").Single();
            Assert.Equal(version, await response.Content.ReadAsStringAsync(Cancellation));
            green += version == "2.0.0" ? 1 : 0;
        }

        return green;
    }
}
