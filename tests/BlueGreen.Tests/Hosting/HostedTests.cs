using BlueGreen.Events;
using BlueGreen.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BlueGreen.Tests.Hosting;

public sealed class HostedTests : IAsyncLifetime
{
    private readonly Shop _shop = new();
    private readonly IHost _host;

    public HostedTests()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddBlueGreen()
            .AddRollout("shop", (_, _) => _shop.QuickPlan())
            .AddRollout("slow", (_, _) => _shop.Plan("slow").DeployGreen()
                .ShiftTo(Percentage.Of(50)).Bake(TimeSpan.FromMinutes(10))
                .ShiftTo(Percentage.All).Promote().Build())
            .AddRollout("approved", (_, _) => _shop.Plan("approved").DeployGreen()
                .Approve("managers", within: TimeSpan.FromHours(1), onExpiry: Expiry.RollBack)
                .ShiftTo(Percentage.All).Promote().Build())
            .AddRollout("gated", (_, _) => _shop.Plan().DeployGreen()
                .Gate("looks good", (_, _) => Task.CompletedTask)
                .ShiftTo(Percentage.All).Promote().Build());
        _host = builder.Build();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IRolloutClient Client => _host.Services.GetRequiredService<IRolloutClient>();

    public async ValueTask InitializeAsync() => await _host.StartAsync(Token);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }

    [Fact]
    public async Task A_started_rollout_is_driven_and_can_be_watched_from_anywhere()
    {
        var id = await Client.StartAsync("shop", new("2"), new() { By = "ann" }, Token);

        Assert.Equal(RolloutOutcome.Succeeded, await OutcomeAsync(id));
        var seen = await Client.WatchAsync(id, after: 3, Token).FirstAsync(Token);
        Assert.Equal(4, seen.Sequence);
    }

    [Fact]
    public async Task Each_of_several_plans_of_an_application_is_driven_with_its_own_bindings()
    {
        var id = await Client.StartAsync("gated", new("2"), cancellationToken: Token);

        Assert.Equal(RolloutOutcome.Succeeded, await OutcomeAsync(id));
        Assert.DoesNotContain(await JournalAsync(id), entry => entry.Event is HoldPlaced);
    }

    [Fact]
    public async Task A_finished_rollout_is_rolled_back_by_a_rollout_of_its_own()
    {
        var id = await Client.StartAsync("shop", new("2"), cancellationToken: Token);
        await OutcomeAsync(id);

        var back = await Client.RollBackAsync(id, Rollback.Immediate, "ann", "users complain", "INC-7", cancellationToken: Token);

        Assert.NotEqual(id, back);
        Assert.Equal(RolloutOutcome.RolledBack, await OutcomeAsync(back));
        Assert.Equal("1", _shop.Live?.Version);
        Assert.Equal("d-1 100%", _shop.Split.ToString());
        Assert.True(Array.IndexOf(_shop.Calls, "restart 1") < Array.LastIndexOf(_shop.Calls, "split d-1 100%"));
        Assert.Equal(back, await Client.RollBackAsync(id, Rollback.Immediate, "bob", "again", cancellationToken: Token));
    }

    [Fact]
    public async Task A_replaced_rollout_cannot_be_rolled_back()
    {
        var first = await Client.StartAsync("shop", new("2"), cancellationToken: Token);
        await OutcomeAsync(first);
        var second = await Client.StartAsync("shop", new("3"), cancellationToken: Token);
        await OutcomeAsync(second);

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => Client.RollBackAsync(first, Rollback.Immediate, "ann", "why", cancellationToken: Token));

        Assert.Contains(second.Value, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_key_returns_the_same_rollout()
    {
        var options = new StartOptions { Key = "build-77" };

        var first = await Client.StartAsync("shop", new("2"), options, Token);
        var second = await Client.StartAsync("shop", new("2"), options, Token);

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task A_second_rollout_is_refused_queued_or_supersedes()
    {
        var first = await Client.StartAsync("slow", new("2"), cancellationToken: Token);
        await UntilAsync<TrafficShifted>(first);

        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => Client.StartAsync("slow", new("3"), cancellationToken: Token));
        Assert.Contains("IfActive.Queue", refused.Message, StringComparison.Ordinal);

        var queued = await Client.StartAsync("slow", new("3"), new() { IfActive = IfActive.Queue }, Token);
        Assert.Equal(RolloutStanding.Queued, (await Client.ListAsync(new() { Rollout = queued }, Token).FirstAsync(Token)).Standing);

        var third = await Client.StartAsync("slow", new("4"), new() { IfActive = IfActive.Supersede, By = "ann" }, Token);
        Assert.Equal(RolloutOutcome.RolledBack, await OutcomeAsync(first));
        await UntilAsync<TrafficShifted>(queued);
        await Client.AbortAsync(queued, "ann", cancellationToken: Token);
        await UntilAsync<TrafficShifted>(third);
        await Client.AbortAsync(third, "ann", cancellationToken: Token);
        Assert.Equal(RolloutOutcome.RolledBack, await OutcomeAsync(third));
    }

    [Fact]
    public async Task An_approval_must_name_step_and_plan()
    {
        var id = await Client.StartAsync("approved", new("2"), cancellationToken: Token);
        var asked = await UntilAsync<ApprovalRequested>(id);

        await Client.ApproveAsync(id, asked.Step, "another-plan", "ann", cancellationToken: Token);
        var refused = await UntilAsync<SignalRefused>(id);
        Assert.Contains("another-plan", refused.Why, StringComparison.Ordinal);

        await Client.ApproveAsync(id, asked.Step, asked.Fingerprint, "ann", cancellationToken: Token);
        Assert.Equal("ann", (await UntilAsync<ApprovalGranted>(id)).By);
        Assert.Equal(RolloutOutcome.Succeeded, await OutcomeAsync(id));
    }

    [Fact]
    public async Task A_refused_approval_undoes_the_rollout()
    {
        var id = await Client.StartAsync("approved", new("2"), cancellationToken: Token);
        var asked = await UntilAsync<ApprovalRequested>(id);

        await Client.RejectAsync(id, asked.Step, asked.Fingerprint, "ann", "not today", Token);

        Assert.Equal(RolloutOutcome.Aborted, await OutcomeAsync(id));
    }

    [Fact]
    public async Task Promoting_at_once_leaves_out_the_rest_of_the_bake()
    {
        var id = await Client.StartAsync("slow", new("2"), cancellationToken: Token);
        await UntilAsync<TrafficShifted>(id);

        await Client.PromoteNowAsync(id, "ann", "hotfix", Token);

        Assert.Equal(RolloutOutcome.Succeeded, await OutcomeAsync(id));
        Assert.Contains(await JournalAsync(id), entry => entry.Event is StepSkipped);
    }

    [Fact]
    public async Task Pausing_holds_and_resuming_goes_on()
    {
        var id = await Client.StartAsync("approved", new("2"), cancellationToken: Token);
        var asked = await UntilAsync<ApprovalRequested>(id);
        await Client.PauseAsync(id, "ann", cancellationToken: Token);
        await Client.ApproveAsync(id, asked.Step, asked.Fingerprint, "ann", cancellationToken: Token);
        await UntilAsync<ApprovalGranted>(id);
        Assert.Equal("d-1 100%", _shop.Split.ToString());

        await Client.ResumeAsync(id, "ann", cancellationToken: Token);

        Assert.Equal(RolloutOutcome.Succeeded, await OutcomeAsync(id));
    }

    [Fact]
    public async Task An_unknown_plan_names_those_that_are_registered()
    {
        var refused = await Assert.ThrowsAsync<RolloutRefusedException>(() => Client.StartAsync("shpo", new("2"), cancellationToken: Token));

        Assert.Contains("'shpo'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("shop, slow, approved", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.IsUnknown);
    }

    [Fact]
    public async Task Where_a_rollout_stands_can_be_read_at_any_time()
    {
        var id = await Client.StartAsync("approved", new("2"), new() { By = "ann", Reason = "new cart", Incident = "INC-7" }, Token);
        var asked = await UntilAsync<ApprovalRequested>(id);

        var open = await Client.GetAsync(id, Token);
        Assert.Equal((id, RolloutStanding.Active, null), (open.Summary.Rollout, open.Summary.Standing, open.Summary.Outcome));
        Assert.Equal(("ann", "new cart", "INC-7"), (open.By, open.Reason, open.Incident));
        Assert.Equal((asked, asked.Step), (open.Approval, open.Step));
        Assert.Equal(("1", "2", "d-1 100%"), (open.Blue?.Version, open.Green?.Version, open.Split.ToString()));
        Assert.Equal(_shop.Plan("approved").DeployGreen().Approve("managers", TimeSpan.FromHours(1)).ShiftTo(Percentage.All).Promote().Build().ToString(), open.Plan.ToString());

        await Client.PauseAsync(id, "ann", cancellationToken: Token);
        await UntilAsync<SignalAccepted>(id);
        Assert.Equal(HoldKind.Person, Assert.Single((await Client.GetAsync(id, Token)).Holds).Hold);

        await Client.AbortAsync(id, "ann", "not today", Token);
        var journal = await JournalAsync(id);
        var closed = await Client.GetAsync(id, Token);
        Assert.Equal((RolloutStanding.Closed, RolloutOutcome.Aborted), (closed.Summary.Standing, closed.Summary.Outcome));
        Assert.Equal((journal.Length, null, null), (closed.Sequence, closed.Approval, closed.Step));
        Assert.Equal("ann", closed.Rollback?.By);
        Assert.Equal(((RolloutClosed)journal[^1].Event).Reason, closed.OutcomeReason);
    }

    [Fact]
    public async Task A_watch_that_has_seen_everything_ends()
    {
        var id = await Client.StartAsync("shop", new("2"), cancellationToken: Token);
        var journal = await JournalAsync(id);

        Assert.Empty(await Client.WatchAsync(id, after: journal.Length, Token).ToArrayAsync(Token));
        Assert.Equal([journal[^1]], await Client.WatchAsync(id, after: journal.Length - 1, Token).ToArrayAsync(Token));
    }

    [Fact]
    public async Task An_unknown_rollout_is_refused_as_such()
    {
        var unknown = new RolloutId("nobody");
        Func<Task>[] requests =
        [
            () => Client.GetAsync(unknown, Token),
            () => Client.WatchAsync(unknown, cancellationToken: Token).AnyAsync(Token).AsTask(),
            () => Client.PauseAsync(unknown, "ann", cancellationToken: Token),
            () => Client.RollBackAsync(unknown, Rollback.Immediate, "ann", "why", cancellationToken: Token),
        ];

        foreach (var request in requests)
        {
            var refused = await Assert.ThrowsAsync<RolloutRefusedException>(request);
            Assert.True(refused.IsUnknown);
            Assert.Contains("no rollout nobody", refused.Message, StringComparison.Ordinal);
        }
    }

    private async Task<T> UntilAsync<T>(RolloutId id)
        where T : RolloutEvent =>
        await Client.WatchAsync(id, 0, Token).Select(entry => entry.Event).OfType<T>().FirstAsync(Token);

    private async Task<RolloutOutcome> OutcomeAsync(RolloutId id) => (await UntilAsync<RolloutClosed>(id)).Outcome;

    private async Task<JournalEntry[]> JournalAsync(RolloutId id) => await Client.WatchAsync(id, 0, Token).ToArrayAsync(Token);
}
