using System.Net;
using BlueGreen.Traffic;

namespace BlueGreen.IntegrationTests.Yarp;

public sealed class RegisterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lower_token_is_refused_for_good_and_the_present_one_is_named()
    {
        await using var blue = await Backend.StartAsync("1.0.0");
        await using var green = await Backend.StartAsync("2.0.0");
        await using var router = await RouterHost.StartAsync();
        await router.ApplyAsync(TrafficSplit.AllTo(blue.Deployment.Id), Operations.Of(blue, green, intent: 1, epoch: 4));

        var refused = await Assert.ThrowsAsync<ProviderException>(
            () => router.ApplyAsync(TrafficSplit.AllTo(green.Deployment.Id), Operations.Of(blue, green, intent: 9, epoch: 3)));

        Assert.False(refused.IsTransient);
        Assert.Contains("3.9", refused.Message, StringComparison.Ordinal);
        Assert.Contains("4.1", refused.Message, StringComparison.Ordinal);
        using var response = await router.GetAsync();
        Assert.Equal("1.0.0", response.Headers.GetValues("x-deployment-version").Single());
    }

    [Fact]
    public async Task A_repeated_call_is_accepted()
    {
        await using var blue = await Backend.StartAsync("1.0.0");
        await using var router = await RouterHost.StartAsync();
        var operation = Operations.Of(blue, null);

        await router.ApplyAsync(TrafficSplit.AllTo(blue.Deployment.Id), operation);
        await router.ApplyAsync(TrafficSplit.AllTo(blue.Deployment.Id), operation);

        Assert.Equal(Observed.Known(TrafficSplit.AllTo(blue.Deployment.Id)), await router.Router.ReadAsync(operation, Cancellation));
    }

    [Fact]
    public async Task A_deployment_that_the_operation_does_not_know_is_refused_by_name()
    {
        await using var blue = await Backend.StartAsync("1.0.0");
        await using var router = await RouterHost.StartAsync();

        var refused = await Assert.ThrowsAsync<ProviderException>(() => router.ApplyAsync(TrafficSplit.AllTo(new("stranger")), Operations.Of(blue, null)));

        Assert.False(refused.IsTransient);
        Assert.Contains("'stranger'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'1.0.0'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restarted_router_routes_from_its_first_request_as_the_register_says()
    {
        await using var blue = await Backend.StartAsync("1.0.0");
        var register = new InMemoryTrafficRegister();
        await using (var first = await RouterHost.StartAsync(register, options => options.RouterName = "edge"))
        {
            await first.ApplyAsync(TrafficSplit.AllTo(blue.Deployment.Id), Operations.Of(blue, null));
        }

        await using var second = await RouterHost.StartAsync(register, options => options.RouterName = "edge");
        using var response = await second.GetAsync();

        Assert.Equal("1.0.0", response.Headers.GetValues("x-deployment-version").Single());
    }

    [Fact]
    public async Task While_the_register_is_away_the_router_keeps_its_split_and_then_catches_up()
    {
        await using var blue = await Backend.StartAsync("1.0.0");
        await using var green = await Backend.StartAsync("2.0.0");
        using var register = new SwitchableRegister();
        await using var router = await RouterHost.StartAsync(register);
        await router.ApplyAsync(TrafficSplit.AllTo(blue.Deployment.Id), Operations.Of(blue, green, intent: 1));

        register.GoAway();
        var unknown = await router.Router.ReadAsync(Operations.Of(blue, green, intent: 1), Cancellation);
        var failed = await Assert.ThrowsAsync<ProviderException>(
            () => router.ApplyAsync(TrafficSplit.AllTo(green.Deployment.Id), Operations.Of(blue, green, intent: 2)));
        using var meanwhile = await router.GetAsync();
        register.ComeBack();
        await router.ApplyAsync(TrafficSplit.AllTo(green.Deployment.Id), Operations.Of(blue, green, intent: 3));
        using var afterwards = await router.GetAsync();

        Assert.False(unknown.IsKnown);
        Assert.True(failed.IsTransient);
        Assert.Equal("1.0.0", meanwhile.Headers.GetValues("x-deployment-version").Single());
        Assert.Equal("2.0.0", afterwards.Headers.GetValues("x-deployment-version").Single());
    }

    [Fact]
    public async Task A_router_starts_without_a_register_and_serves_once_it_is_there()
    {
        await using var blue = await Backend.StartAsync("1.0.0");
        using var register = new SwitchableRegister();
        register.GoAway();
        await using var router = await RouterHost.StartAsync(register);

        using var before = await router.GetAsync();
        register.ComeBack();
        await router.ApplyAsync(TrafficSplit.AllTo(blue.Deployment.Id), Operations.Of(blue, null));
        using var after = await router.GetAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, before.StatusCode);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task While_a_live_router_lags_the_split_is_unknown_and_the_change_fails_for_now_naming_it()
    {
        await using var blue = await Backend.StartAsync("1.0.0");
        await using var router = await RouterHost.StartAsync(
            new InMemoryTrafficRegister(acknowledgementLifetime: TimeSpan.FromHours(1)), options => options.AcknowledgeTimeout = TimeSpan.FromMilliseconds(200));
        var operation = Operations.Of(blue, null, intent: 5);
        await router.Register.AcknowledgeAsync(RouterHost.Application, "laggard", new(1, 4), null, Cancellation);

        var failed = await Assert.ThrowsAsync<ProviderException>(() => router.ApplyAsync(TrafficSplit.AllTo(blue.Deployment.Id), operation));
        var lagging = await router.Router.ReadAsync(operation, Cancellation);
        var inFlight = await router.Router.ReadInFlightAsync(blue.Deployment.Id, operation, Cancellation);
        await router.Register.AcknowledgeAsync(RouterHost.Application, "laggard", operation.Token, null, Cancellation);
        await router.ApplyAsync(TrafficSplit.AllTo(blue.Deployment.Id), operation);
        var agreed = await router.Router.ReadAsync(operation, Cancellation);

        Assert.True(failed.IsTransient);
        Assert.Contains("laggard is at 1.4", failed.Message, StringComparison.Ordinal);
        Assert.Contains("laggard is at 1.4", lagging.Reason!, StringComparison.Ordinal);
        Assert.Contains("laggard", inFlight.Reason!, StringComparison.Ordinal);
        Assert.Equal(Observed.Known(TrafficSplit.AllTo(blue.Deployment.Id)), agreed);
    }

    [Fact]
    public async Task A_router_whose_app_has_stopped_is_not_waited_for()
    {
        await using var blue = await Backend.StartAsync("1.0.0");
        var register = new InMemoryTrafficRegister(acknowledgementLifetime: TimeSpan.FromHours(1));
        await using var one = await RouterHost.StartAsync(register, options => options.AcknowledgeTimeout = TimeSpan.FromMilliseconds(200));
        await using var two = await RouterHost.StartAsync(register);
        await one.ApplyAsync(TrafficSplit.AllTo(blue.Deployment.Id), Operations.Of(blue, null, intent: 1));
        Assert.Equal(2, (await register.ReadAcknowledgementsAsync(RouterHost.Application, Cancellation)).Count);

        await two.StopAsync();

        Assert.Single(await register.ReadAcknowledgementsAsync(RouterHost.Application, Cancellation));
        await one.ApplyAsync(TrafficSplit.AllTo(blue.Deployment.Id), Operations.Of(blue, null, intent: 2));
        Assert.Equal(Observed.Known(0L), await one.Router.ReadInFlightAsync(blue.Deployment.Id, Operations.Of(blue, null, intent: 2), Cancellation));
    }

    [Fact]
    public async Task A_change_reaches_every_router_before_it_returns()
    {
        await using var blue = await Backend.StartAsync("1.0.0");
        var register = new InMemoryTrafficRegister();
        await using var one = await RouterHost.StartAsync(register);
        await using var two = await RouterHost.StartAsync(register);

        await one.ApplyAsync(TrafficSplit.AllTo(blue.Deployment.Id), Operations.Of(blue, null));
        using var response = await two.GetAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
