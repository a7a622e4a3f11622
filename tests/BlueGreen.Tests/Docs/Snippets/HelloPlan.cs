using BlueGreen;
using BlueGreen.Yarp;

namespace Acme;

internal static class HelloPlan
{
    public static RolloutPlan Build(YarpTrafficRouter router)
    {
        // <snippet hello>
        var plan = new RolloutBuilder("hello")
            .Environment(new ChildProcessEnvironment(Command.Run("./storefront", "--version", ReleaseToken.Version)))
            .Traffic(router)
            .Metrics(router, sampleEvery: TimeSpan.FromSeconds(1))
            .RollBackWhen(Metric.ErrorRate.Above(Percentage.Of(5)).For(TimeSpan.FromSeconds(3)))
            .DeployGreen()
            .ShiftTo(Percentage.Of(10)).Bake(TimeSpan.FromSeconds(5))
            .ShiftTo(Percentage.All).Bake(TimeSpan.FromSeconds(5))
            .Promote()
            .Build();
        // </snippet>

        return plan;
    }

    public static async Task RunAsync(RolloutPlan plan)
    {
        // <snippet hello>
        Console.Error.WriteLine(plan);                       // the preview
        RolloutResult result = await plan.RunAsync(new Release("2.0.0"));
        Console.WriteLine(result);                           // such as "RolledBack: error_rate > 5% for 3 s: 8.1% for 3 s"
        // </snippet>
    }
}
