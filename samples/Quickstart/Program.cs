using BlueGreen;
using Quickstart;

var (options, exitCode) = Options.Read(args);
if (options is null)
{
    return exitCode;
}

// The storefront's deployments are child processes; a YARP router in this process divides the traffic between them.
await using var shop = await Shop.CreateAsync(options);
if (shop is null)
{
    return 1;
}

var fast = Metric.ResponseTime.Below(TimeSpan.FromMilliseconds(500));

// What holds for the whole rollout, and then its steps, in this order.
RolloutBuilder Storefront() => new RolloutBuilder("storefront")
    .Environment(shop.Environment)
    .Traffic(shop.Router)
    .Health(Probe.Get("health", "/health"))
    .Metrics(shop.Router, sampleEvery: TimeSpan.FromSeconds(1))
    .RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromSeconds(3)))
    .RollBackWhen(Metric.ResponseTime.Above(TimeSpan.FromSeconds(1)).For(TimeSpan.FromSeconds(3)))
    .RollBackWhen(Metric.HealthFailures.InARow(3).Within(TimeSpan.FromSeconds(10)))
    .Drain(TimeSpan.FromSeconds(5))
    .DeployGreen()
    .ProbeGreen()
    .ShiftTo(Percentage.Of(10))
    .Bake(options.Bake, requiring: fast, minimumRequests: 30)
    .ShiftTo(Percentage.Of(50))
    .Bake(options.Bake, requiring: fast)
    .ShiftTo(Percentage.All)
    .Bake(options.Bake, requiring: fast)
    .VerifyHeader("x-deployment-version", shop.Url)
    .Promote();

var plan = Storefront().RollBackWhen(When.GreenIsWorse()).Build();

Console.Error.WriteLine(plan);

await shop.OpenAsync("1.0.0");
await shop.RollOutAsync(plan, "2.0.0", expected: RolloutOutcome.Succeeded);
await shop.RollOutAsync(plan, "3.0.0", expected: RolloutOutcome.RolledBack);
if (options.ComparesRules)
{
    await shop.RollOutAsync(Storefront().Build(), "3.0.1", expected: RolloutOutcome.RolledBack);
}

return await shop.CloseAsync();
