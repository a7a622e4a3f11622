using BlueGreen.Postgres.Migrations;

namespace BlueGreen.Postgres.Tests.Migrations;

/// <summary>Keeps what a runner says, and may act on it at once.</summary>
internal sealed class ProgressList(Action<MigrationProgress>? act = null) : IProgress<MigrationProgress>
{
    private readonly List<MigrationProgress> _all = [];

    public IReadOnlyList<T> Of<T>()
        where T : MigrationProgress
    {
        lock (_all)
        {
            return [.. _all.OfType<T>()];
        }
    }

    public void Report(MigrationProgress value)
    {
        lock (_all)
        {
            _all.Add(value);
        }

        act?.Invoke(value);
    }
}
