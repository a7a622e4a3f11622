using BlueGreen.Benchmarks;
using BlueGreen.Benchmarks.Migrations;

var name = args.FirstOrDefault();
switch (name)
{
    case "migrations":
        await MigrationsBenchmark.RunAsync(Arguments.Count(args, "--rounds", 7), Arguments.Count(args, "--migrations", 1_000));
        return 0;
    case "stalls":
        await StallsBenchmark.RunAsync(Arguments.Count(args, "--rows", 1_000_000), Arguments.Count(args, "--rounds", 3));
        return 0;
    case "backups":
        await BackupsBenchmark.RunAsync(Arguments.Count(args, "--rows", 1_000_000), Arguments.Count(args, "--rounds", 3));
        return 0;
    default:
        await Console.Error.WriteLineAsync($"{(name is null ? "Name a benchmark." : $"There is no benchmark '{name}'.")} Usage: dotnet run -c Release --project benchmarks/BlueGreen.Benchmarks.Migrations -- migrations [--rounds 7] [--migrations 1000] | stalls [--rows 1000000] [--rounds 3] | backups [--rows 1000000] [--rounds 3]");
        return 2;
}
