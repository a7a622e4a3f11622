using System.Net;

namespace BlueGreen.IntegrationTests.Yarp;

public sealed class StickyTests
{
    private const int Users = 300;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("header")]
    [InlineData("cookie")]
    public async Task While_greens_share_rises_nobody_goes_back_and_on_rollback_everybody_does_at_once(string kind)
    {
        await using var blue = await Backend.StartAsync("1.0.0");
        await using var green = await Backend.StartAsync("2.0.0");
        await using var router = await RouterHost.StartAsync(configure: options =>
        {
            options.StickyHeader = kind == "header" ? "x-user" : null;
            options.StickyCookie = kind == "cookie" ? "user" : null;
        });
        Assert.True(router.Router.Capabilities.Sticky);

        HashSet<int> onGreen = [];
        var intent = 0;
        foreach (var percent in new[] { 10, 10, 25, 50, 100 })
        {
            await ShiftAsync(percent);
            var now = await UsersOnGreenAsync(router, kind);
            Assert.Superset(onGreen, now);
            Assert.InRange(now.Count * 100.0 / Users, percent - 8, percent + 8);
            onGreen = now;
        }

        Assert.Equal(Users, onGreen.Count);
        await ShiftAsync(0);
        Assert.Empty(await UsersOnGreenAsync(router, kind));

        Task ShiftAsync(double percent) => router.ApplyAsync(
            TrafficSplit.Between(blue.Deployment.Id, green.Deployment.Id, Percentage.Of(percent)), Operations.Of(blue, green, intent: ++intent));
    }

    [Fact]
    public async Task A_new_user_gets_a_cookie_by_which_it_is_known_again_and_a_known_one_gets_none()
    {
        await using var blue = await Backend.StartAsync("1.0.0", context =>
        {
            context.Response.Headers.SetCookie = "session=1; path=/";
            return Task.CompletedTask;
        });
        await using var green = await Backend.StartAsync("2.0.0");
        await using var router = await RouterHost.StartAsync(configure: options =>
            (options.StickyCookie, options.StickyCookieLifetime) = ("bluegreen-user", TimeSpan.FromDays(30)));
        await router.ApplyAsync(TrafficSplit.Between(blue.Deployment.Id, green.Deployment.Id, Percentage.Of(50)), Operations.Of(blue, green));

        for (var user = 0; user < 20; user++)
        {
            using var first = await router.GetAsync();
            var version = VersionOf(first);
            var cookie = first.Headers.GetValues("set-cookie").Single(c => c.StartsWith("bluegreen-user=", StringComparison.Ordinal));
            Assert.Equal(version == "1.0.0" ? 2 : 1, first.Headers.GetValues("set-cookie").Count());
            Assert.Matches("^bluegreen-user=[0-9a-f]{32}; max-age=2592000; path=/; samesite=lax; httponly$", cookie);
            for (var again = 0; again < 5; again++)
            {
                using var response = await SendAsync(router, "cookie", cookie.Split(';')[0]);
                Assert.Equal(version, VersionOf(response));
                Assert.DoesNotContain(response.Headers, header => header.Key == "set-cookie" && header.Value.Any(v => v.StartsWith("bluegreen-user", StringComparison.Ordinal)));
            }
        }
    }

    [Fact]
    public async Task Without_header_and_cookie_requests_are_divided_at_random()
    {
        await using var blue = await Backend.StartAsync("1.0.0");
        await using var green = await Backend.StartAsync("2.0.0");
        await using var router = await RouterHost.StartAsync(configure: options => options.StickyHeader = "x-user");
        await router.ApplyAsync(TrafficSplit.Between(blue.Deployment.Id, green.Deployment.Id, Percentage.Of(50)), Operations.Of(blue, green));

        for (var i = 0; i < 100; i++)
        {
            using var response = await router.GetAsync();
            Assert.False(response.Headers.Contains("set-cookie"));
        }

        Assert.InRange(green.Received, 30, 70);
    }

    private static async Task<HashSet<int>> UsersOnGreenAsync(RouterHost router, string kind)
    {
        HashSet<int> onGreen = [];
        for (var user = 0; user < Users; user++)
        {
            using var response = await SendAsync(router, kind, $"user=u{user}");
            if (VersionOf(response) == "2.0.0")
            {
                onGreen.Add(user);
            }
        }

        return onGreen;
    }

    private static async Task<HttpResponseMessage> SendAsync(RouterHost router, string kind, string user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { kind == "header" ? "x-user" : "cookie", user } } };
        var response = await router.Client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response;
    }

    private static string VersionOf(HttpResponseMessage response) => response.Headers.GetValues("x-deployment-version").Single();
}
