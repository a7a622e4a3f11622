using BlueGreen;

var site = new FakeSite();
var plan = new RolloutBuilder("hello")
    .Environment(site)
    .Traffic(site)
    .Metrics(site, sampleEvery: TimeSpan.FromMilliseconds(100))
    .RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromSeconds(1)))
    .DeployGreen()
    .ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMilliseconds(500), deadline: TimeSpan.FromMinutes(5))
    .ShiftTo(Percentage.All).Bake(TimeSpan.FromMilliseconds(500), deadline: TimeSpan.FromMinutes(5))
    .Promote()
    .Build();

Console.Error.WriteLine(plan);
var result = await plan.RunAsync(new Release("2.0.0"));
Console.WriteLine($"{result.Outcome} {site.Split}");
