using System.Collections.Immutable;
using System.Text.Json;
using NetlifyPostgres.Plans;
using NetlifyPostgres.Tooling;

namespace NetlifyPostgres.Local;

/// <summary>The whole procedure once, in a local world: a first version, a good one, a bad one, an emergency, and the ways back.</summary>
internal static class Tour
{
    public static async Task<int> RunAsync(Options options)
    {
        await using var world = await LocalWorld.StartAsync(options.Folder);
        var (steps, bad, outage) = (new List<TourStep>(), LocalRelease.Bad[options.Defect], new Outage(world.Prometheus));
        await using (var tool = await Tool.StartAsync(world.Place, options.By, "a broken button"))
        {
            steps.Add(new("staging of the first version", ExitCode.Done, await tool.RollOutAsync(Tool.Staging, "1.0.0")));
            steps.Add(new("first version", ExitCode.Done, await tool.RollOutAsync(ExamPlans.Application, "1.0.0")));
            steps.Add(new("staging of a good version", ExitCode.Done, await tool.RollOutAsync(Tool.Staging, "2.0.0")));
            steps.Add(new("good version, its contract included, although Prometheus dies on the way", ExitCode.Done, await tool.RollOutAsync(ExamPlans.Application, "2.0.0", seen: outage.SeeAsync)));
            steps.Add(new("staging of a version whose defect needs traffic to show", ExitCode.Done, await tool.RollOutAsync(Tool.Staging, bad)));
            steps.Add(new("that version in production, taken back by itself", ExitCode.RolledBack, await tool.RollOutAsync(ExamPlans.Application, bad)));
            steps.Add(new("emergency", ExitCode.Done, await tool.RollOutAsync(Tool.Emergency, "2.0.1", "a broken button")));
            steps.Add(new("emergency taken back gradually, by hand", ExitCode.RolledBack, await tool.RollBackAsync(tool.Last, gradual: true, "another button", "INC-7")));
            steps.Add(new("another emergency", ExitCode.Done, await tool.RollOutAsync(Tool.Emergency, "2.1.0", "another button")));
            steps.Add(new("taken back at once, by hand", ExitCode.RolledBack, await tool.RollBackAsync(tool.Last, gradual: false, "users complain", null)));
            foreach (var rollout in tool.All)
            {
                await tool.ReportAsync(rollout);
            }
        }

        await Database.ListAsync(world.Place);
        return Summarise(world, steps, bad, outage);
    }

    private static int Summarise(LocalWorld world, List<TourStep> steps, string bad, Outage outage)
    {
        var lost = world.Users.Failures.Where(failure => !failure.Key.StartsWith($"{bad}: 500", StringComparison.Ordinal)).ToImmutableSortedDictionary();
        var isGood = lost.IsEmpty && outage.HasPassed && steps.TrueForAll(step => step.ExitCode == step.Expected);
        foreach (var step in steps.Where(step => step.ExitCode != step.Expected))
        {
            Console.Error.WriteLine($"✘ {step.What}: exit code {step.ExitCode}, expected {step.Expected}");
        }

        Console.WriteLine(JsonSerializer.Serialize(new
        {
            steps = steps.ToDictionary(step => step.What, step => step.ExitCode),
            requests = world.Users.Requests,
            failuresOfTheBadVersion = world.Users.Failures.Where(failure => failure.Key.StartsWith(bad, StringComparison.Ordinal)).Sum(failure => failure.Value),
            otherFailures = lost,
            heldWithoutPrometheus = outage.HasPassed,
            direct = world.Direct,
            reports = world.Place.Reports,
            succeeded = isGood,
        }));
        return isGood ? ExitCode.Done : ExitCode.Failed;
    }
}
