using BlueGreen;
using BlueGreen.Artifacts;
using BlueGreen.Netlify;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Acme;

public static class OnNetlify
{
    public static RolloutBuilder Whole(string token)
    {
        // <snippet netlify-plan>
        var site = new NetlifySite(new()
        {
            Site = "shop.netlify.app",
            Token = new(token),
            Folder = "./dist",
            Functions = "./functions",
        });
        var builder = new RolloutBuilder("shop")
            .UseNetlify(site)                               // environment, snapshots, purges
            .Traffic(new NetlifyTrafficRouter(site))        // traffic moves as a whole, with the promotion
            .BackUp(Snapshot.Deployment, Snapshot.Variables)
            .DeployGreen(buildWith: Command.Run("npm", "run", "build"))
            .ProbeGreen()
            .ShiftTo(Percentage.All)
            .Promote()
            .VerifyHeader("x-deployment-version", new("https://shop.netlify.app/"))
            .Watch(TimeSpan.FromMinutes(10))
            .Retain(5);
        // </snippet>
        return builder;
    }

    public static RolloutBuilder Shares(NetlifySite site, ITrafficRouter router, IMetricsSource metrics)
    {
        // <snippet netlify-behind-yarp>
        var builder = new RolloutBuilder("shop")
            .UseNetlify(site)
            .Traffic(router)      // BlueGreen.Yarp in an app of yours: users come to it, and it goes to the permalinks
            .Metrics(metrics)
            .RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromMinutes(2)))
            .DeployGreen()
            .ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromMinutes(2))
            .ShiftTo(Percentage.Of(50)).Bake(TimeSpan.FromMinutes(3))
            .ShiftTo(Percentage.All)
            .Promote()
            .PurgeCdn();
        // </snippet>
        return builder;
    }

    public static async Task<ITrafficRouter> SplittingAsync(NetlifySite site, CancellationToken cancellationToken)
    {
        // <snippet netlify-split>
        var router = await NetlifyTrafficRouter.WithSplitTestsAsync(site, cancellationToken);   // throws, naming every reason why the site cannot
        // </snippet>
        return router;
    }

    public static void Host(WebApplicationBuilder builder)
    {
        // <snippet netlify-host>
        builder.Services.AddBlueGreenNetlify(options =>
        {
            options.Site = "shop.netlify.app";
            options.Token = new(builder.Configuration["Netlify:Token"]!);
            options.DnsZone = "shop.example";
        });
        // </snippet>
    }

    public static async Task RestoreAsync(NetlifySite site, IArtifactStore artifacts, ArtifactName name, CancellationToken cancellationToken)
    {
        // <snippet netlify-restore>
        var snapshots = new NetlifySnapshots(site);
        StepReport report = await snapshots.RestoreVariablesAsync(artifacts, name, cancellationToken);
        Console.WriteLine(report.Summary);   // names the secrets that have to be set by hand
        // </snippet>
    }
}
