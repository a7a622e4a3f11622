using BlueGreen.Postgres.Migrations;

namespace BlueGreen.Benchmarks.Migrations.Migrators;

/// <summary>Our runner as a rollout calls it, with all of its defaults: lock, token, lease, checksums, locks asked for without waiting, journal and history.</summary>
internal sealed class Ours : IMigrator
{
    public string Name => "BlueGreen";

    public async Task MigrateAsync(string connectionString, Scripts scripts)
    {
        await using var runner = new PostgresMigrationRunner(connectionString, MigrationSet.Read(scripts.Plain));
        await runner.MigrateAsync(MigrationPhase.Expand, Operation, CancellationToken.None);
    }

    private static OperationContext Operation { get; } = new()
    {
        Rollout = new("r1"),
        Application = "shop",
        Step = "expand",
        Operation = new("r1-1"),
        Token = new(1, 1),
        StartedAt = TimeProvider.System.GetUtcNow(),
        Deadline = DateTimeOffset.MaxValue,
        TimeLeft = TimeSpan.FromMinutes(30),
        Release = new("2.0.0"),
    };
}
