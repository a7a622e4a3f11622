using BlueGreen.Health;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.Tests.Health;

public sealed class ProbeTimeLimitTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new();
    private readonly ProbeTimeLimit _limit;

    public ProbeTimeLimitTests() => _limit = new(_clock);

    public void Dispose() => _limit.Dispose();

    [Fact]
    public void It_is_over_when_the_time_is_up_and_of_no_further_use()
    {
        _limit.Begin(5 * Second, CancellationToken.None);

        _clock.Advance(5 * Second);

        Assert.True(_limit.IsOver);
        Assert.True(_limit.Token.IsCancellationRequested);
        Assert.False(_limit.End());
    }

    [Fact]
    public void Its_next_use_has_the_whole_time_again()
    {
        _limit.Begin(5 * Second, CancellationToken.None);
        _clock.Advance(4 * Second);
        Assert.True(_limit.End());

        _clock.Advance(4 * Second);
        _limit.Begin(5 * Second, CancellationToken.None);
        _clock.Advance(4 * Second);

        Assert.False(_limit.Token.IsCancellationRequested);
        _clock.Advance(Second);
        Assert.True(_limit.Token.IsCancellationRequested);
    }

    [Fact]
    public void A_parent_that_cancels_makes_it_of_no_further_use_although_time_is_left()
    {
        using var parent = new CancellationTokenSource();
        _limit.Begin(Second, parent.Token);

        parent.Cancel();

        Assert.True(_limit.Token.IsCancellationRequested);
        Assert.False(_limit.IsOver);
        Assert.False(_limit.End());
    }

    [Fact]
    public void A_former_parent_has_no_say()
    {
        using var former = new CancellationTokenSource();
        _limit.Begin(Second, former.Token);
        _limit.End();
        _limit.Begin(Second, CancellationToken.None);

        former.Cancel();

        Assert.False(_limit.Token.IsCancellationRequested);
    }

    [Fact]
    public void A_timer_that_fires_early_or_for_a_former_use_ends_nothing()
    {
        using var clock = new HastyClock();
        using var limit = new ProbeTimeLimit(clock);
        limit.Begin(Second, CancellationToken.None);

        clock.Fire();
        Assert.False(limit.Token.IsCancellationRequested);
        Assert.True(limit.End());
        clock.Fire();
        limit.Begin(Second, CancellationToken.None);
        clock.Fire();

        Assert.False(limit.Token.IsCancellationRequested);
        clock.Pass(Second);
        clock.Fire();
        Assert.True(limit.IsOver);
    }
}
