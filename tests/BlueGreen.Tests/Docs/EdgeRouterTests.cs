using Acme;

namespace BlueGreen.Tests.Docs;

/// <summary>Runs the provider that documents show against an edge in memory.</summary>
public sealed class EdgeRouterTests : IDisposable
{
    private static readonly TrafficSplit Ten = TrafficSplit.Between(new("v1"), new("v2"), Percentage.Of(10));
    private static readonly TrafficSplit Fifty = TrafficSplit.Between(new("v1"), new("v2"), Percentage.Of(50));

    private readonly EdgeInMemory _edge = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_applied_is_read_back_and_may_be_applied_again()
    {
        var router = Router();
        await router.ApplyAsync(Ten, Operation(2), Token);
        await router.ApplyAsync(Ten, Operation(2), Token);

        Assert.Equal(Observed.Known(Ten), await router.ReadAsync(Operation(2), Token));
    }

    [Fact]
    public async Task An_older_write_is_refused_for_good()
    {
        var router = Router();
        await router.ApplyAsync(Ten, Operation(3), Token);

        var refusal = await Assert.ThrowsAsync<ProviderException>(() => router.ApplyAsync(Fifty, Operation(2), Token));

        Assert.False(refusal.IsTransient);
        Assert.Equal(Observed.Known(Ten), await router.ReadAsync(Operation(3), Token));
    }

    [Fact]
    public async Task A_write_that_was_overtaken_looks_again()
    {
        _edge.BeforePut = () => _edge.Touch();

        var failure = await Assert.ThrowsAsync<ProviderException>(() => Router().ApplyAsync(Ten, Operation(2), Token));

        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task An_edge_that_is_away_leaves_the_split_unknown()
    {
        _edge.IsAway = true;

        Assert.False((await Router().ReadAsync(Operation(1), Token)).IsKnown);
    }

    public void Dispose() => _edge.Dispose();

    private EdgeRouter Router() => new(new(_edge, disposeHandler: false) { BaseAddress = new("https://edge.example.com/") });

    private static OperationContext Operation(long intent) => new()
    {
        Rollout = new("r1"),
        Application = "shop",
        Step = "shift to 10%",
        Operation = new($"r1-{intent}"),
        Token = new(1, intent),
        StartedAt = default,
        Deadline = DateTimeOffset.MaxValue,
        TimeLeft = TimeSpan.FromMinutes(1),
        Release = new("2.0.0"),
    };
}
