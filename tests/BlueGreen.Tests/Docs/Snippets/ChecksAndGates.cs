using BlueGreen;
using Microsoft.Extensions.DependencyInjection;

namespace Acme;

public static class ChecksAndGates
{
    public static RolloutBuilder Prepare(RolloutBuilder builder, Func<CancellationToken, Task<long>> countOrphansAsync)
    {
        // <snippet checks>
        builder
            .Check(
                Checks.Command("npm", "run", "lint"),
                Checks.Command(Command.Run("npm", "test").In("./shop").Within(TimeSpan.FromMinutes(5))),
                Checks.Variable("DATABASE_URL"),
                Checks.Tcp("db", 5432),
                Checks.Http(new("https://api.payments.example/health")))
            .Consistent("orphan attempts", async (_, cancellationToken) =>
                await countOrphansAsync(cancellationToken) is 0 ? CheckResult.Pass("0 orphans") : CheckResult.Fail("there are orphans; run the repair job"));
        // </snippet>
        return builder;
    }

    public static RolloutBuilder Test(RolloutBuilder builder, string password)
    {
        // <snippet secret-variable>
        builder.Gate("smoke", Checks.Command(
            Command.Run("npm", "run", "smoke", "--", "--url", ReleaseToken.GreenUrl).With("SHOP_PASSWORD", new Secret(password))));
        // </snippet>
        return builder;
    }

    public static RolloutBuilder Load(RolloutBuilder builder)
    {
        // <snippet load-gate>
        builder.Gate(
            "load",
            Checks.Command(Command.Run("k6", "run", "--summary-export", "k6.json", "load.js").With("TARGET", ReleaseToken.GreenUrl).Within(TimeSpan.FromMinutes(8))),
            compareWith: Baseline.Stored("load").ReadFrom("k6.json")
                .Limit("response_time_p95", FigureDirection.Lower, Factor.Of(1.5)));
        // </snippet>
        return builder;
    }

    public static void Keep(IServiceCollection services)
    {
        // <snippet file-artifacts>
        services.AddBlueGreen();
        services.AddBlueGreenFileArtifacts("/var/lib/shop/artifacts", options => options.Retention = new() { MaximumAge = TimeSpan.FromDays(30), MaximumPerOwner = 200 });
        // </snippet>
    }
}
