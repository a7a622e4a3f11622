using BlueGreen.Traffic;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.Tests.Traffic;

public sealed class InMemoryTrafficRegisterTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly InMemoryTrafficRegister _register;

    public InMemoryTrafficRegisterTests() => _register = new(_clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Exactly_the_writes_with_a_token_not_lower_than_the_present_are_taken() =>
        Gen.Select(Gen.Long[0, 3], Gen.Long[0, 3]).List[1, 20].SampleAsync(async tokens =>
        {
            var register = new InMemoryTrafficRegister(_clock);
            WriteToken? highest = null;
            foreach (var token in tokens.Select(t => new WriteToken(t.Item1, t.Item2)))
            {
                var isTaken = highest is null || token >= highest;
                Assert.Equal(isTaken, await register.WriteAsync(EntryOf("blue", token), Cancellation));
                highest = isTaken ? token : highest;
                Assert.Equal(highest, (await register.ReadAsync("shop", Cancellation))?.Token);
            }
        });

    [Fact]
    public async Task An_application_that_was_never_written_has_no_entry_and_no_routers()
    {
        await _register.WriteAsync(EntryOf("blue", new(1, 1)), Cancellation);
        await _register.AcknowledgeAsync("shop", "edge", null, null, Cancellation);

        Assert.Null(await _register.ReadAsync("blog", Cancellation));
        Assert.Empty(await _register.ReadAcknowledgementsAsync("blog", Cancellation));
    }

    [Fact]
    public async Task A_router_is_silent_ten_seconds_after_it_last_spoke_and_stays_listed()
    {
        await _register.AcknowledgeAsync("shop", "a", new(1, 1), null, Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(4));
        await _register.AcknowledgeAsync("shop", "b", null, null, Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(6));
        var both = await _register.ReadAcknowledgementsAsync("shop", Cancellation);
        _clock.Advance(TimeSpan.FromTicks(1));
        var later = await _register.ReadAcknowledgementsAsync("shop", Cancellation);

        Assert.Equal([false, false], both.Select(a => a.IsSilent));
        Assert.Equal([("a", true), ("b", false)], later.Select(a => (a.Router, a.IsSilent)));
        Assert.Equal(new("b", null, _clock.GetUtcNow() - TimeSpan.FromSeconds(6) - TimeSpan.FromTicks(1)), later[1]);
    }

    [Fact]
    public async Task A_router_that_withdraws_is_gone_at_once_and_may_come_back()
    {
        await _register.AcknowledgeAsync("shop", "a", new(1, 1), null, Cancellation);
        await _register.AcknowledgeAsync("shop", "b", new(1, 1), null, Cancellation);

        await _register.WithdrawAsync("shop", "a", Cancellation);
        await _register.WithdrawAsync("shop", "a", Cancellation);
        await _register.WithdrawAsync("shop", "stranger", Cancellation);
        var gone = await _register.ReadAcknowledgementsAsync("shop", Cancellation);
        await _register.AcknowledgeAsync("shop", "a", new(1, 1), null, Cancellation);
        var back = await _register.ReadAcknowledgementsAsync("shop", Cancellation);

        Assert.Equal(["b"], gone.Select(a => a.Router));
        Assert.Equal(["a", "b"], back.Select(a => a.Router));
    }

    [Fact]
    public async Task A_watcher_gets_the_present_entry_then_each_newer_one_and_repetitions_only_once()
    {
        await _register.WriteAsync(EntryOf("blue", new(1, 1)), Cancellation);
        await using var watch = _register.WatchAsync("shop", Cancellation).GetAsyncEnumerator(Cancellation);

        Assert.True(await watch.MoveNextAsync());
        Assert.Equal(new(1, 1), watch.Current.Token);
        var next = watch.MoveNextAsync();
        await _register.WriteAsync(EntryOf("blue", new(1, 1)), Cancellation);
        Assert.False(next.IsCompleted);
        await _register.WriteAsync(EntryOf("green", new(1, 2)), Cancellation);

        Assert.True(await next);
        Assert.Equal(new(1, 2), watch.Current.Token);
    }

    [Fact]
    public async Task A_slow_watcher_sees_only_the_newest()
    {
        await _register.WriteAsync(EntryOf("blue", new(1, 1)), Cancellation);
        await using var watch = _register.WatchAsync("shop", Cancellation).GetAsyncEnumerator(Cancellation);
        await watch.MoveNextAsync();
        await _register.WriteAsync(EntryOf("green", new(1, 2)), Cancellation);
        await _register.WriteAsync(EntryOf("blue", new(1, 3)), Cancellation);

        Assert.True(await watch.MoveNextAsync());

        Assert.Equal(new(1, 3), watch.Current.Token);
    }

    [Fact]
    public async Task Watching_ends_with_its_cancellation()
    {
        using var stop = new CancellationTokenSource();
        await using var watch = _register.WatchAsync("shop", stop.Token).GetAsyncEnumerator(Cancellation);
        var next = watch.MoveNextAsync();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.AsTask());
    }

    [Fact]
    public void A_lifetime_that_is_not_greater_than_zero_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new InMemoryTrafficRegister(_clock, TimeSpan.Zero));

    private static TrafficEntry EntryOf(string deployment, WriteToken token) => new()
    {
        Application = "shop",
        Split = TrafficSplit.AllTo(new(deployment)),
        Deployments = [new() { Id = new(deployment), Version = "1", Url = new("http://127.0.0.1:1/") }],
        Token = token,
    };
}
