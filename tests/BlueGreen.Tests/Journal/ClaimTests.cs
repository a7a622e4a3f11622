using BlueGreen.Events;
using BlueGreen.Journal;

namespace BlueGreen.Tests.Journal;

public sealed class ClaimTests
{
    private readonly InMemoryRolloutStore _store = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ClaimRequest Any { get; } = new("me", TimeSpan.FromMinutes(1), 10);

    [Fact]
    public async Task Only_the_named_application_is_claimed()
    {
        await StartAsync("left");
        var right = await StartAsync("right");

        var lease = Assert.Single(await _store.ClaimAsync(Any with { Application = "right" }, Token));

        Assert.Equal(right, lease.Rollout);
    }

    [Fact]
    public async Task What_the_claimer_cannot_drive_is_left_alone()
    {
        var left = await StartAsync("left");
        var right = await StartAsync("right");

        var lease = Assert.Single(await _store.ClaimAsync(Any with { Except = [left] }, Token));

        Assert.Equal(right, lease.Rollout);
    }

    [Fact]
    public async Task A_journal_in_a_newer_format_is_left_to_those_who_can_read_it()
    {
        await StartAsync("left", JournalJson.Schema + 1);

        Assert.Empty(await _store.ClaimAsync(Any, Token));
        Assert.Single(await _store.ClaimAsync(Any with { Schema = JournalJson.Schema + 1 }, Token));
    }

    [Fact]
    public async Task One_event_in_a_newer_format_is_enough()
    {
        var id = await StartAsync("left");
        var lease = Assert.Single(await _store.ClaimAsync(Any, Token));
        var newer = new AppendRequest(id, lease.Epoch, 1, "e1", new DriverTookOver("me", lease.Epoch), 0) { Schema = JournalJson.Schema + 1 };
        Assert.Equal(AppendStatus.Appended, (await _store.AppendAsync(newer, Token)).Status);
        await _store.ReleaseAsync(lease, Token);

        Assert.Empty(await _store.ClaimAsync(Any, Token));
    }

    private async Task<RolloutId> StartAsync(string application, int schema = JournalJson.Schema)
    {
        var id = RolloutId.New(TimeProvider.System);
        var started = new RolloutStarted { Kind = RolloutKind.Forward, Release = new("2"), Plan = new Hosting.Shop().QuickPlan(application).Description };
        await _store.StartAsync(new(id, started, IfActive.Refuse) { Schema = schema }, Token);
        return id;
    }
}
