using System.Diagnostics;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Sqlite.Journal;
using BlueGreen.Sqlite.Tests.Fixtures;

namespace BlueGreen.Sqlite.Tests;

/// <summary>Real processes on one file.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly DatabaseFolder _folder = new();
    private readonly List<Process> _started = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var process in _started)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task What_a_killed_process_was_told_is_written_and_others_go_on()
    {
        var (killed, other) = (Start("killed", 1_000_000), Start("other", 200));
        await killed.StandardOutput.ReadLineAsync(Cancellation);
        for (var i = 0; i < 50; i++)
        {
            Assert.NotNull(await killed.StandardOutput.ReadLineAsync(Cancellation));
        }

        killed.Kill();
        var told = (await killed.StandardOutput.ReadToEndAsync(Cancellation)).Split('\n').SkipLast(1).Select(HeadOf).DefaultIfEmpty(52).Last();
        await other.StandardOutput.ReadToEndAsync(Cancellation);
        await other.WaitForExitAsync(Cancellation);
        Assert.Equal(0, other.ExitCode);

        var store = _folder.Store();
        await HoldsAsync(store, "other", 201, 201);
        await HoldsAsync(store, "killed", told, told + 1);
    }

    [Fact]
    public async Task A_watch_follows_another_process()
    {
        var store = _folder.Store();
        await Rollouts.StartedAsync(store, cancellationToken: Cancellation);
        await using var inbox = store.WatchInboxAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        var started = inbox.MoveNextAsync();
        Start("other", 20);
        Assert.True(await started);
        Assert.Equal(new RolloutId("other"), inbox.Current);
        await foreach (var entry in store.WatchAsync(new("other"), 0, Cancellation))
        {
            if (entry.Sequence == 21)
            {
                break;
            }
        }
    }

    private static int HeadOf(string line)
    {
        Assert.StartsWith(nameof(AppendStatus.Appended), line);
        return int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task HoldsAsync(SqliteRolloutStore store, string rollout, int least, int most)
    {
        var entries = await store.ReadAsync(new(rollout), 0, Cancellation);
        Assert.InRange(entries.Length, least, most);
        Assert.All(entries, (entry, index) => Assert.Equal((index + 1, index == 0), ((int)entry.Sequence, entry.Event is RolloutStarted)));
    }

    private Process Start(string application, int count)
    {
        var program = Path.Combine(AppContext.BaseDirectory.Replace("BlueGreen.Sqlite.Tests", "BlueGreen.TestApp", StringComparison.Ordinal), "BlueGreen.TestApp.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, "journal", _folder.Database, application, $"{count}"]) { RedirectStandardOutput = true })!;
        _started.Add(process);
        return process;
    }
}
