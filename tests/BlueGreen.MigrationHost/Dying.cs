using System.Diagnostics;
using BlueGreen.Postgres.Migrations;

namespace BlueGreen.MigrationHost;

/// <summary>Kills this process, as SIGKILL does, at the first place at which none has died before.</summary>
internal sealed class Dying(string file) : IProgress<MigrationProgress>
{
    private readonly HashSet<string> _places = [.. File.Exists(file) ? File.ReadAllLines(file) : []];

    public void Report(MigrationProgress value)
    {
        var place = value switch
        {
            StatementStarted one => $"{one.Migration} {one.Statement} started",
            StatementFinished one => $"{one.Migration} {one.Statement} finished",
            BackfillProgress { Batches: 2 or 5 } one => $"{one.Migration} batch {one.Batches}",
            _ => null,
        };
        if (place is not null && _places.Add(place))
        {
            File.AppendAllText(file, $"{place}\n");
            using var self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
