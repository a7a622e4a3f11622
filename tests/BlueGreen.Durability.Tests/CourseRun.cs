using BlueGreen.Events;
using BlueGreen.Journal;

namespace BlueGreen.Durability.Tests;

/// <summary>Runs a course: after each fault another host takes over, a killed one is replaced and a frozen one wakes; then the world is compared with the journal.</summary>
internal sealed class CourseRun(World world, Course course)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(10);

    private readonly List<(JournalEntry Taken, string Lost)> _takeOvers = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <returns>The rollout, and how many faults were met; the rest lay behind the journal's end.</returns>
    public async Task<(RolloutId Id, int Met)> RunAsync()
    {
        await world.StartHostsAsync();
        world.LayOut(course.Faults);
        var id = await course.Start(world);
        var met = 0;
        while (met < course.Faults.Length && await MeetAsync(id, met))
        {
            await (met++ == 0 ? course.Meanwhile(world, id) : Task.CompletedTask);
        }

        await (met == 0 ? course.Meanwhile(world, id) : Task.CompletedTask);
        await world.UntilAsync<RolloutClosed>(id);
        world.LayOut([]);
        await world.CheckAsync(id, course.Outcome);
        await NothingAfterAsync(id);
        return (id, met);
    }

    /// <returns>Whether another host had to take over: none has to behind the end.</returns>
    private async Task<bool> MeetAsync(RolloutId id, int number)
    {
        if (await FindMetAsync(id, number) is not { } fault)
        {
            return false;
        }

        var lost = world.NameOf(fault.Process);
        var taken = await world.FindAsync(id, entry => entry.Sequence >= fault.Sequence && entry.Event is DriverTookOver driver && !driver.Owner.StartsWith($"{lost}/", StringComparison.Ordinal));
        await (course.Faults[number].How == "stop" ? Started.SignalAsync("CONT", fault.Process) : world.StartHostsAsync());
        if (taken is null)
        {
            return false;
        }

        _takeOvers.Add((taken, lost));
        TestContext.Current.TestOutputHelper!.WriteLine($"{course.Faults[number]}, at {fault.Sequence}: taken over after {(taken.At - fault.At).TotalSeconds:0.0} s (lease 1 s)");
        return true;
    }

    /// <returns>Null when the rollout was closed without it.</returns>
    private async Task<MetFault?> FindMetAsync(RolloutId id, int number)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var closed = world.Store.WatchAsync(id, 0, stop.Token).AnyAsync(entry => entry.Event is RolloutClosed, stop.Token).AsTask();
        try
        {
            while (true)
            {
                var isClosed = closed.IsCompleted;
                if (await world.FindMetAsync(number) is { } met)
                {
                    return met;
                }

                if (isClosed)
                {
                    return null;
                }

                await Task.Delay(LookAgain, TimeProvider.System, Token);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Whoever was thrown out has written nothing between the take-over and its own next one.</summary>
    private async Task NothingAfterAsync(RolloutId id)
    {
        foreach (var (taken, lost) in _takeOvers)
        {
            var after = (await world.Store.ReadAsync(id, taken.Sequence, Token)).TakeWhile(entry => entry.Event is not DriverTookOver);
            Assert.All(after, entry => Assert.Equal(taken.Epoch, entry.Epoch));
            Assert.DoesNotContain(after, entry => entry.EventId.StartsWith($"{lost}/", StringComparison.Ordinal));
        }
    }
}
