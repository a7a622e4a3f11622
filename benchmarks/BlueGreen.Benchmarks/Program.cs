using BlueGreen.Benchmarks;
using BlueGreen.Benchmarks.Baking;
using BlueGreen.Benchmarks.Deploys;
using BlueGreen.Benchmarks.Fleets;
using BlueGreen.Benchmarks.Journals;
using BlueGreen.Benchmarks.Judging;

var name = args.FirstOrDefault();
switch (name)
{
    case "engine":
        await EngineBenchmark.RunAsync(Arguments.Count(args, "--rollouts", 10_000));
        return 0;
    case "baking":
        await BakingBenchmark.RunAsync(Arguments.Count(args, "--rollouts", 10_000), Arguments.Count(args, "--seconds", 60));
        return 0;
    case "router":
        await RouterBenchmark.RunAsync(Arguments.Count(args, "--rounds", 7));
        return 0;
    case "metrics":
        MetricsBenchmark.Run();
        return 0;
    case "prober":
        await ProberBenchmark.RunAsync(Arguments.Count(args, "--endpoints", 10_000), Arguments.Count(args, "--rounds", 2));
        return 0;
    case "journal":
        await JournalBenchmark.RunAsync(Arguments.Count(args, "--rounds", 9), Arguments.Count(args, "--rollouts", 2_000));
        return 0;
    case "judge":
        JudgeBenchmark.Run(Arguments.Count(args, "--runs", 2_000), Arguments.Count(args, "--seed", 1), Arguments.Text(args, "--svg"));
        return 0;
    case "fleet":
        await FleetBenchmark.RunAsync(Arguments.Count(args, "--changes", 200));
        return 0;
    case "netlify":
        await NetlifyBenchmark.RunAsync(Arguments.Count(args, "--rounds", 3));
        return 0;
    case "netlify-emulator":
        await DeployRole.EmulateAsync();
        return 0;
    case "netlify-deploy":
        await DeployRole.DeployAsync(args);
        return 0;
    case "fleet-router":
        await FleetRouter.RunAsync();
        return 0;
    case "appenders":
        Console.WriteLine(await JournalBenchmark.PostgresAsync(Arguments.Count(args, "--rounds", 5), Arguments.Count(args, "--writers", 8)));
        return 0;
    case "farm":
        await Farm.RunAsync(args);
        return 0;
    case "backend":
        await Backend.RunAsync(args);
        return 0;
    case "proxy":
        await Proxy.RunAsync(args);
        return 0;
    default:
        await Console.Error.WriteLineAsync($"{(name is null ? "Name a benchmark." : $"There is no benchmark '{name}'.")} Usage: dotnet run -c Release --project benchmarks/BlueGreen.Benchmarks -- engine [--rollouts 10000] | baking [--rollouts 10000] [--seconds 60] | router [--rounds 7] | metrics | prober [--endpoints 10000] [--rounds 2] | journal [--rounds 9] [--rollouts 2000] | appenders [--rounds 5] [--writers 8] | fleet [--changes 200] | judge [--runs 2000] [--seed 1] [--svg FILE] | netlify [--rounds 3]");
        return 2;
}
