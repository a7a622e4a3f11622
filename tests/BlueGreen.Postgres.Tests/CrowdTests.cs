using BlueGreen.Journal;
using BlueGreen.Postgres.Journal;
using BlueGreen.Postgres.Tests.Fixtures;

namespace BlueGreen.Postgres.Tests;

/// <summary>Many at once, on connections of their own.</summary>
public sealed class CrowdTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Starts_that_queue_while_others_close_are_all_driven_in_turn_and_none_is_forgotten()
    {
        const int Count = 40;
        await using var database = await TestDatabase.CreateAsync();
        var stores = Enumerable.Range(0, 4).Select(_ => new PostgresRolloutStore(database.Open())).ToArray();
        var starting = Enumerable.Range(0, Count).Select(i => Task.Run(() => stores[i % 4].StartAsync(Rollouts.Start($"r{i}", ifActive: IfActive.Queue), Cancellation), Cancellation)).ToArray();
        List<long> epochs = [];
        for (var closed = 0; closed < Count;)
        {
            var leases = await stores[closed % 4].ClaimAsync(new($"host-{closed}", Rollouts.Long, 5), Cancellation);
            foreach (var lease in leases)
            {
                epochs.Add(lease.Epoch);
                Assert.Equal(AppendStatus.Appended, (await stores[(closed + 1) % 4].AppendAsync(Rollouts.Append(lease, 1, Rollouts.Closed), Cancellation)).Status);
                closed++;
            }

            Assert.False(leases.IsEmpty && starting.All(start => start.IsCompleted) && await HasNoActiveAsync(stores[0]), "Rollouts wait in the queue, and none is active.");
        }

        await Task.WhenAll(starting);
        Assert.Equal(epochs.Order().Distinct(), epochs);
    }

    [Fact]
    public async Task Claims_at_once_divide_the_rollouts_and_appends_under_an_older_epoch_write_nothing()
    {
        const int Count = 30;
        await using var database = await TestDatabase.CreateAsync();
        var stores = Enumerable.Range(0, 4).Select(_ => new PostgresRolloutStore(database.Open())).ToArray();
        await Task.WhenAll(Enumerable.Range(0, Count).Select(i => stores[i % 4].StartAsync(Rollouts.Start($"r{i}", $"app-{i}"), Cancellation)));

        var claimed = (await Task.WhenAll(Enumerable.Range(0, 12).Select(i => stores[i % 4].ClaimAsync(new($"host-{i}", Rollouts.Long, Count), Cancellation)))).SelectMany(leases => leases).ToList();
        Assert.Equal(claimed.Count, claimed.DistinctBy(lease => lease.Rollout).Count());
        claimed.AddRange(await stores[0].ClaimAsync(new("rest", Rollouts.Long, Count), Cancellation));
        Assert.Equal(Count, claimed.DistinctBy(lease => lease.Rollout).Count());

        await Task.WhenAll(claimed.Select(lease => FenceAsync(stores, lease)));
    }

    /// <summary>Appends under the old epoch go on while another takes over: what they wrote comes before the take-over's first event, and nothing after it.</summary>
    private static async Task FenceAsync(PostgresRolloutStore[] stores, Lease old)
    {
        var appending = AppendUntilFencedAsync(stores[0], old);
        await stores[1].ReleaseAsync(old, Cancellation);
        Lease? taken = null;
        while (taken is null)
        {
            taken = (await stores[2].ClaimAsync(new("heir", Rollouts.Long, 1) { Application = old.Application }, Cancellation)).SingleOrDefault();
        }

        var head = (await stores[3].ReadAsync(old.Rollout, 0, Cancellation)).Length;
        Assert.Equal(AppendStatus.Appended, (await stores[3].AppendAsync(Rollouts.Append(taken, head), Cancellation)).Status);
        var written = await appending;
        var epochs = (await stores[0].ReadAsync(old.Rollout, 1, Cancellation)).Select(entry => entry.Epoch).ToArray();
        Assert.Equal(written + 1, epochs.Length);
        Assert.Equal(epochs.Order(), epochs);
    }

    private static async Task<int> AppendUntilFencedAsync(PostgresRolloutStore store, Lease lease)
    {
        for (var written = 0; ; written++)
        {
            if ((await store.AppendAsync(Rollouts.Append(lease, written + 1), Cancellation)).Status != AppendStatus.Appended)
            {
                return written;
            }
        }
    }

    private static async Task<bool> HasNoActiveAsync(PostgresRolloutStore store)
    {
        List<RolloutSummary> open = [];
        await foreach (var summary in store.ListAsync(new() { OpenOnly = true }, Cancellation))
        {
            open.Add(summary);
        }

        return open.Count > 0 && open.All(summary => summary.Standing == RolloutStanding.Queued);
    }
}
