using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Sqlite.Journal;

namespace BlueGreen.TestApp;

/// <summary>A process that appends to its application's rollout and says each head that was acknowledged, until it is killed or has enough: <c>journal PATH APPLICATION COUNT</c>.</summary>
internal static class JournalWriter
{
    public static async Task<int> RunAsync(string[] args)
    {
        using var store = new SqliteRolloutStore(new() { Path = args[0], BusyTimeout = TimeSpan.FromMinutes(1) });
        var started = new RolloutStarted { Kind = RolloutKind.Forward, Release = new("2.0.0"), Plan = new() { Application = args[1], Bindings = [], Traffic = new(), Steps = [] } };
        await store.StartAsync(new(new(args[1]), started, IfActive.Refuse), CancellationToken.None);
        var lease = (await store.ClaimAsync(new(Guid.NewGuid().ToString("N"), TimeSpan.FromMinutes(5), 1) { Application = args[1] }, CancellationToken.None)).Single();
        for (var head = 1; head <= int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture); head++)
        {
            var result = await store.AppendAsync(new(lease.Rollout, lease.Epoch, head, $"e-{head}", new StepStarted(0, $"step {head}"), 0), CancellationToken.None);
            Console.WriteLine($"{result.Status} {result.Head}");
        }

        return 0;
    }
}
