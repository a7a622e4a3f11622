using BlueGreen;
using BlueGreen.MigrationHost;
using BlueGreen.Postgres.Migrations;

// Arguments: connection string, folder with the migrations, and a file with the places at which an earlier process died; without it, nobody dies.
var options = new PostgresMigrationOptions { LookForOther = TimeSpan.FromMilliseconds(20), BatchSize = 500, MaxBatchSize = 500, Progress = args.Length > 2 ? new Dying(args[2]) : null };
await using var runner = new PostgresMigrationRunner(args[0], MigrationSet.Read(args[1]), options);
foreach (var step in new[] { MigrationPhase.Expand, MigrationPhase.Contract })
{
    var report = await runner.MigrateAsync(step, CancellationToken.None);
    foreach (var finding in report.Findings)
    {
        Console.WriteLine(finding.Name);
    }
}
