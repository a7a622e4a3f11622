// <snippet getting-started>
using BlueGreen;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Traffic;
using BlueGreen.Yarp;
// </snippet>
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Acme;

internal static class GettingStarted
{
    public static async Task<int> RunAsync(string[] args)
    {
        // <snippet getting-started>
        // The router: an ASP.NET Core app that your users talk to.
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton<ITrafficRegister>(new InMemoryTrafficRegister());
        builder.Services.AddBlueGreenYarpRouter("shop");
        await using var app = builder.Build();
        app.MapBlueGreenRouter();
        await app.StartAsync();
        var router = app.Services.GetRequiredService<YarpTrafficRouter>();
        var stopping = app.Lifetime.ApplicationStopping;   // Ctrl+C in a rollout brings everybody back first

        // The environment: each release is a process on this machine.
        await using var environment = new ChildProcessEnvironment(
            Command.Run("./storefront", "--version", ReleaseToken.Version), new() { ReadinessPath = "/health" });

        // The first rollout has no blue to return to: deploy, look, open.
        var opening = new RolloutBuilder("shop")
            .Environment(environment)
            .Traffic(router)
            .Health(Probe.Get("up", "/health"))
            .WithoutTriggers("nobody visits before the shop is open")
            .DeployGreen()
            .ProbeGreen()
            .ShiftTo(Percentage.All)
            .Promote()
            .Build();
        Console.Error.WriteLine(await opening.RunAsync(new Release("1.0.0"), cancellationToken: stopping));

        // Every rollout after it: a rule, and then the steps in their order.
        var plan = new RolloutBuilder("shop")
            .Environment(environment)
            .Traffic(router)
            .Metrics(router, sampleEvery: TimeSpan.FromSeconds(1))
            .Health(Probe.Get("up", "/health"))
            .RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromSeconds(3)))
            .DeployGreen()
            .ProbeGreen()
            .ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromSeconds(10), minimumRequests: 20)
            .ShiftTo(Percentage.All).Bake(TimeSpan.FromSeconds(10))
            .Promote()
            .Build();
        Console.Error.WriteLine(plan);

        var result = await plan.RunAsync(new Release("2.0.0"), new() { Progress = new ConsoleProgress() }, stopping);
        Console.WriteLine(result);
        await app.WaitForShutdownAsync();   // the shop stays open until Ctrl+C
        return result.Outcome == RolloutOutcome.Succeeded ? 0 : 1;
        // </snippet>
    }
}

// <snippet getting-started>
internal sealed class ConsoleProgress : IProgress<JournalEntry>
{
    public void Report(JournalEntry entry)
    {
        var line = entry.Event switch
        {
            StepStarted step => $"step {step.Step}",
            TrafficShifted shifted => $"traffic {shifted.Split}",
            HoldPlaced hold => $"held: {hold.Reason}",
            RollbackStarted rollback => $"rolling back: {rollback.Reason}",
            _ => null,
        };
        if (line is not null)
        {
            Console.Error.WriteLine($"{entry.At:T} {line}");
        }
    }
}
// </snippet>
