using BlueGreen.Journal;
using BlueGreen.Sqlite.Tests.Fixtures;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Sqlite.Tests;

/// <summary>Calls that were committed and whose answer never came.</summary>
public sealed class LostAnswerTests : IDisposable
{
    private readonly DatabaseFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_repeated_start_finds_the_first()
    {
        var store = new ForgetfulStore(_folder.Store());
        await Assert.ThrowsAsync<ProviderException>(() => store.StartAsync(Rollouts.Start("r-1"), Cancellation));
        Assert.Equal(StartStatus.Existing, (await store.StartAsync(Rollouts.Start("r-1"), Cancellation)).Status);
        Assert.Single(await store.ReadAsync(new("r-1"), 0, Cancellation));
    }

    [Fact]
    public async Task A_whole_rollout_whose_every_append_loses_its_answer_writes_each_event_once()
    {
        var inner = _folder.Store();
        var store = new ForgetfulStore(inner);
        var plan = new RolloutBuilder("shop")
            .Environment(new ReferenceEnvironment())
            .Traffic(new ReferenceTrafficRouter())
            .WithoutTriggers("only the journal is watched here")
            .DeployGreen()
            .ShiftTo(Percentage.All)
            .Promote()
            .Build();
        var options = new RunOptions { Store = store, Start = new() { Key = "build-1" } };
        await Assert.ThrowsAsync<ProviderException>(() => plan.RunAsync(new("2.0.0"), options, Cancellation));

        var result = await plan.RunAsync(new("2.0.0"), options, Cancellation);

        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        var entries = await inner.ReadAsync(result.Rollout, 0, Cancellation);
        Assert.Equal(Enumerable.Range(1, entries.Length), entries.Select(entry => (int)entry.Sequence));
        Assert.Distinct(entries.Select(entry => entry.EventId));
        Assert.Equal(entries.Length, store.Lost);
    }
}
