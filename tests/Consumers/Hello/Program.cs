using System.Net;
using BlueGreen;
using BlueGreen.Traffic;
using BlueGreen.Yarp;

var builder = WebApplication.CreateSlimBuilder();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
builder.Services.AddSingleton<ITrafficRegister>(new InMemoryTrafficRegister());
builder.Services.AddBlueGreenYarpRouter("hello");
await using var app = builder.Build();
app.MapBlueGreenRouter();
await app.StartAsync();
var router = app.Services.GetRequiredService<YarpTrafficRouter>();
using var users = new HttpClient { BaseAddress = new(app.Urls.First()) };

await using var environment = new ChildProcessEnvironment(
    Command.Run("dotnet", args[0], "--release", ReleaseToken.Version),
    new() { StateDirectory = args[1], ReadinessPath = "/health", StopOnExit = true });

var first = new RolloutBuilder("hello")
    .Environment(environment).Traffic(router)
    .WithoutTriggers("nobody is there yet")
    .DeployGreen().ShiftTo(Percentage.All).Promote()
    .Build();
var plan = new RolloutBuilder("hello")
    .Environment(environment)
    .Traffic(router)
    .Metrics(router, sampleEvery: TimeSpan.FromSeconds(1))
    .RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromSeconds(3)))
    .DeployGreen()
    .ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromSeconds(2), minimumRequests: 10, deadline: TimeSpan.FromMinutes(5))
    .ShiftTo(Percentage.All).Bake(TimeSpan.FromSeconds(2), minimumRequests: 10, deadline: TimeSpan.FromMinutes(5))
    .Promote()
    .Build();

Console.Error.WriteLine(plan);
var opened = await first.RunAsync(new Release("1.0.0"));
using var closing = new CancellationTokenSource();
var visits = VisitAsync(users, closing.Token);
var result = await plan.RunAsync(new Release("2.0.0"));
await closing.CancelAsync();
Console.WriteLine($"{opened.Outcome} {result.Outcome} {await visits > 0}");

static async Task<int> VisitAsync(HttpClient users, CancellationToken closing)
{
    var served = 0;
    while (!closing.IsCancellationRequested)
    {
        using var answer = await users.GetAsync("/", CancellationToken.None);
        served++;
        await Task.Delay(5, CancellationToken.None);
    }

    return served;
}
