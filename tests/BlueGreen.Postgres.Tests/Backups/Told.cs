using BlueGreen.Postgres.Backups;

namespace BlueGreen.Postgres.Tests.Backups;

/// <summary>Hears progress where it is made, on its thread.</summary>
internal sealed class Told(Action<BackupProgress> hear) : IProgress<BackupProgress>
{
    public void Report(BackupProgress value) => hear(value);
}
