using System.Net;
using BlueGreen.Traffic;
using BlueGreen.Yarp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlueGreen.IntegrationTests.Yarp;

public sealed class RegistrationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_applications_in_one_app_are_routed_and_counted_apart()
    {
        await using var shopBackend = await Backend.StartAsync("shop-1");
        await using var blogBackend = await Backend.StartAsync("blog-1");
        var builder = NewBuilder();
        builder.Services.AddSingleton<ITrafficRegister>(new InMemoryTrafficRegister());
        builder.Services.AddBlueGreenYarpRouter("shop").AddBlueGreenYarpRouter("blog", options => options.VersionHeader = "x-blog");
        await using var app = builder.Build();
        app.MapBlueGreenRouter("/blog/{**path}", "blog");
        app.MapBlueGreenRouter("/{**path}", "shop");
        await app.StartAsync(Cancellation);

        await ApplyAsync(app, "shop", shopBackend);
        await ApplyAsync(app, "blog", blogBackend);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        using var shop = await client.GetAsync("/", Cancellation);
        using var blog = await client.GetAsync("/blog/first", Cancellation);

        Assert.Equal("shop-1", shop.Headers.GetValues("x-deployment-version").Single());
        Assert.Equal("blog-1", blog.Headers.GetValues("x-blog").Single());
        var ambiguous = Assert.Throws<InvalidOperationException>(() => app.Services.GetRequiredService<YarpTrafficRouter>());
        Assert.Contains("shop, blog", ambiguous.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => app.MapBlueGreenRouter("/wiki/{**path}", "wiki"));
    }

    [Fact]
    public async Task A_router_refuses_to_act_for_another_application()
    {
        await using var router = await RouterHost.StartAsync();

        var refused = await Assert.ThrowsAsync<ProviderException>(
            () => router.Router.ReadAsync(Operations.Of(null as Backend, null) with { Application = "blog" }, Cancellation));

        Assert.Contains("'blog'", refused.Message, StringComparison.Ordinal);
        Assert.False(refused.IsTransient);
    }

    [Fact]
    public async Task A_named_endpoint_of_a_deployment_is_forwarded_to_and_a_missing_one_is_its_error()
    {
        await using var main = await Backend.StartAsync("main");
        await using var admin = await Backend.StartAsync("admin");
        var builder = NewBuilder();
        builder.Services.AddSingleton<ITrafficRegister>(new InMemoryTrafficRegister());
        builder.Services.AddBlueGreenYarpRouter("shop");
        await using var app = builder.Build();
        app.MapBlueGreenRouter();
        app.MapBlueGreenRouter("/admin/{**path}", endpoint: "admin");
        app.MapBlueGreenRouter("/cache/{**path}", endpoint: "cache");
        await app.StartAsync(Cancellation);
        var deployment = main.Deployment with { Endpoints = main.Deployment.Endpoints.Add("admin", admin.Deployment.Url) };
        var router = app.Services.GetRequiredService<YarpTrafficRouter>();
        await router.ApplyAsync(TrafficSplit.AllTo(deployment.Id), Operations.Of(deployment, null), Cancellation);

        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };

        Assert.Equal("main", await client.GetStringAsync("/", Cancellation));
        Assert.Equal("admin", await client.GetStringAsync("/admin/health", Cancellation));
        using var missing = await client.GetAsync("/cache/health", Cancellation);
        Assert.Equal(HttpStatusCode.BadGateway, missing.StatusCode);
        Assert.Contains("no endpoint 'cache'", await missing.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_settings_are_reported_all_at_once()
    {
        var builder = NewBuilder();
        builder.Services.AddSingleton<ITrafficRegister>(new InMemoryTrafficRegister());
        builder.Services.AddBlueGreenYarpRouter("shop", options =>
        {
            options.RouterName = " ";
            options.VersionHeader = "x version";
            options.AcknowledgeTimeout = TimeSpan.Zero;
            options.ActivityTimeout = TimeSpan.FromDays(2);
            options.Retries = 6;
            options.LongLivedLimit = TimeSpan.Zero;
            options.StickyHeader = "x user";
            options.StickyCookieLifetime = TimeSpan.FromDays(1);
        });

        var wrong = Assert.Throws<OptionsValidationException>(() => builder.Build().Services.GetRequiredService<YarpTrafficRouter>());

        Assert.All(
            [
                nameof(YarpRouterOptions.RouterName), nameof(YarpRouterOptions.VersionHeader), nameof(YarpRouterOptions.AcknowledgeTimeout),
                nameof(YarpRouterOptions.ActivityTimeout), nameof(YarpRouterOptions.Retries), nameof(YarpRouterOptions.LongLivedLimit),
                nameof(YarpRouterOptions.StickyHeader), nameof(YarpRouterOptions.StickyCookieLifetime),
            ],
            name => Assert.Contains(name, wrong.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_register_the_error_says_what_to_register()
    {
        var builder = NewBuilder();
        builder.Services.AddBlueGreenYarpRouter("shop");

        var missing = Assert.Throws<InvalidOperationException>(() => builder.Build().Services.GetRequiredService<YarpTrafficRouter>());

        Assert.Contains(nameof(InMemoryTrafficRegister), missing.Message, StringComparison.Ordinal);
    }

    private static Task ApplyAsync(WebApplication app, string application, Backend backend) =>
        app.Services.GetRequiredKeyedService<YarpTrafficRouter>(application)
            .ApplyAsync(TrafficSplit.AllTo(backend.Deployment.Id), Operations.Of(backend, null) with { Application = application }, Cancellation);

    private static WebApplicationBuilder NewBuilder()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder;
    }
}
