using BlueGreen.Postgres.Migrations.Files;

namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>Follows a part while it runs: where it is, for how long, and how often it began anew.</summary>
internal sealed class PartWatch(TimeProvider clock)
{
    private readonly long _began = clock.GetTimestamp();

    public TimeSpan Elapsed => clock.GetElapsedTime(_began);

    /// <summary>The statement that runs, or ran last.</summary>
    public MigrationStatement? Statement { get; set; }

    public int Attempts { get; set; }
}
