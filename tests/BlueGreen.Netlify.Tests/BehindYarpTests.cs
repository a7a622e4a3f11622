using BlueGreen.Events;
using BlueGreen.Netlify.Tests.Fixtures;
using BlueGreen.Traffic;
using BlueGreen.Yarp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Netlify.Tests;

/// <summary>A router of one's own in front of the permalinks: shares for a site that has no split tests.</summary>
public sealed class BehindYarpTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Users_of_the_router_meet_both_versions_and_then_the_new_one()
    {
        await using var emulated = await Emulated.StartAsync(Token);
        await using var app = await StartAsync();
        var router = app.Services.GetRequiredService<YarpTrafficRouter>();
        using var user = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        var met = new HashSet<string>();

        await RunAsync(Plan(emulated.Connect(), router, (_, _) => Task.FromResult(CheckResult.Pass())), emulated, "1.0.0");
        Assert.Equal("1.0.0", await user.GetStringAsync("/assets/version.txt", Token));

        await RunAsync(
            Plan(emulated.Connect(), router, async (_, ct) =>
            {
                while (met.Count < 2)   // drawn at random for each request; the step's deadline ends it
                {
                    met.Add(await user.GetStringAsync("/assets/version.txt", ct));
                }

                return CheckResult.Pass();
            }),
            emulated,
            "2.0.0");

        Assert.Equal(["1.0.0", "2.0.0"], met.Order());
        Assert.Equal("2.0.0", await user.GetStringAsync("/assets/version.txt", Token));
        Assert.Equal("2.0.0", (await new NetlifyEnvironment(emulated.Connect()).ReadLiveAsync(Calls.Of(new("2.0.0"), "read"), Token)).Value!.Version);
    }

    [Fact]
    public async Task The_host_that_is_asked_for_is_the_deployments_own()
    {
        var asked = new TaskCompletionSource<string>();
        await using var origin = WebApplication.CreateSlimBuilder().Configured().Build();
        origin.Run(context =>
        {
            asked.TrySetResult(context.Request.Host.Value!);
            return Task.CompletedTask;
        });
        await origin.StartAsync(Token);
        await using var app = await StartAsync();
        var permalink = new Deployment { Id = new("66f0"), Version = "2.0.0", Url = new(origin.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal)) };
        await app.Services.GetRequiredService<YarpTrafficRouter>().ApplyAsync(TrafficSplit.AllTo(permalink.Id), Calls.Of(new("2.0.0"), "shift", green: permalink), Token);

        using var user = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        using var answer = await user.GetAsync("/", Token);

        Assert.Equal(permalink.Url.Authority, await asked.Task);
    }

    [Fact]
    public async Task Shares_without_it_are_refused_with_the_way_out()
    {
        await using var emulated = await Emulated.StartAsync(Token);
        var site = emulated.Connect();
        var refusal = Assert.Throws<InvalidPlanException>(() => Plan(site, new NetlifyTrafficRouter(site), (_, _) => Task.FromResult(CheckResult.Pass())));
        Assert.Contains("moves traffic only as a whole", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("in front of the permalinks", refusal.Message, StringComparison.Ordinal);
    }

    private static RolloutPlan Plan(NetlifySite site, ITrafficRouter router, Func<Deployment, CancellationToken, Task<CheckResult>> atHalf) => new RolloutBuilder("shop")
        .UseNetlify(site)
        .Traffic(router)
        .WithoutTriggers("the gate judges")
        .Settle(TimeSpan.FromSeconds(1))
        .Drain(TimeSpan.FromSeconds(1))
        .DeployGreen()
        .ShiftTo(Percentage.Of(50))
        .Gate("both", atHalf)
        .ShiftTo(Percentage.All)
        .Promote()
        .Build();

    private static async Task RunAsync(RolloutPlan plan, Emulated emulated, string version)
    {
        var result = await plan.RunAsync(emulated.Folders.Release(version), cancellationToken: Token);
        Assert.True(result.Outcome == RolloutOutcome.Succeeded, $"{version}: {result}\n{string.Join('\n', result.Journal.Select(entry => entry.Event))}");
        Assert.DoesNotContain(result.Journal, entry => entry.Event is HoldPlaced { Hold: HoldKind.Drift });
    }

    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder().Configured();
        builder.Services.AddSingleton<ITrafficRegister>(new InMemoryTrafficRegister());
        builder.Services.AddBlueGreenYarpRouter("shop");
        var app = builder.Build();
        app.MapBlueGreenRouter();
        await app.StartAsync(Token);
        return app;
    }
}

/// <summary>Apps on a free port.</summary>
file static class QuietApps
{
    public static WebApplicationBuilder Configured(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder;
    }
}
