using BlueGreen;
using BlueGreen.MigrationHost;
using BlueGreen.Postgres.Migrations;
using BlueGreen.Postgres.Migrations.Reverting;

// Arguments: connection string, folder with the migrations, a file with the places at which an earlier process died, and a migration to revert; without a file ("-"), nobody dies, and without a migration, all are run.
var dies = args.Length > 2 && args[2] != "-";
var options = new PostgresMigrationOptions { LookForOther = TimeSpan.FromMilliseconds(20), BatchSize = 500, MaxBatchSize = 500, Progress = dies ? new Dying(args[2]) : null };
await using var runner = new PostgresMigrationRunner(args[0], MigrationSet.Read(args[1]), options);
if (args.Length > 3)
{
    var plan = await runner.PlanRevertAsync(args[3], CancellationToken.None);
    var report = await runner.RevertAsync(plan, new RevertConfirmation(plan.Token, "host", "a test") { WithoutBackup = "a test" }, CancellationToken.None);
    Console.WriteLine(string.Join(Environment.NewLine, report.Findings.Select(finding => $"{finding.Name}: {finding.Detail}")));
    return report.Passed ? 0 : 1;
}

foreach (var step in new[] { MigrationPhase.Expand, MigrationPhase.Contract })
{
    var report = await runner.MigrateAsync(step, CancellationToken.None);
    foreach (var finding in report.Findings)
    {
        Console.WriteLine(finding.Name);
    }
}

return 0;
