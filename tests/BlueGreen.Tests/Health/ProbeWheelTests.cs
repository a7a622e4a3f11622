using BlueGreen.Health;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.Tests.Health;

public sealed class ProbeWheelTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _clock = new();
    private readonly ProbeWheel _wheel;

    public ProbeWheelTests() => _wheel = new(_clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _wheel.Dispose();

    [Fact]
    public async Task Few_probes_begin_at_once()
    {
        for (var round = 0; round < ProbeWheel.AtOnce / 4; round++)
        {
            Assert.True(EnterAndLeaveAsync(4, Long).IsCompletedSuccessfully);
        }

        var next = EnterAndLeaveAsync(4, Long);

        Assert.False(next.IsCompleted);
        _clock.Advance(ProbeWheel.Tick);
        Assert.Equal(1, await next);
    }

    [Fact]
    public async Task A_burst_is_spread_evenly_over_a_second()
    {
        var begun = await RunAsync(rounds: 11_000, Long, ticks: 11);

        Assert.All(begun, probes => Assert.Equal(1_000, probes));
    }

    [Fact]
    public async Task A_burst_is_spread_over_no_more_than_a_fifth_of_the_time_for_the_answers()
    {
        var begun = await RunAsync(rounds: 900, TimeSpan.FromSeconds(1), ticks: 3);

        Assert.Equal([300, 300, 300], begun);
    }

    [Fact]
    public async Task Who_has_no_time_to_wait_does_not_wait() =>
        Assert.Equal(200, Assert.Single(await RunAsync(rounds: 200, TimeSpan.FromMilliseconds(20), ticks: 1)));

    [Fact]
    public async Task Ticks_do_not_drift_when_one_comes_late()
    {
        var rounds = Enumerable.Range(0, 4).Select(_ => EnterAndLeaveAsync(ProbeWheel.AtOnce, Long)).ToArray();

        _clock.Advance(TimeSpan.FromMilliseconds(270));
        var begun = await Task.WhenAll(rounds[..3]);
        Assert.Equal([0, 2, 2], begun);
        Assert.False(rounds[3].IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(30));

        Assert.Equal(3, await rounds[3]);
    }

    [Fact]
    public async Task After_standing_long_the_wheel_begins_anew()
    {
        _ = await _wheel.EnterAsync(ProbeWheel.MostUnderWay, Long, Token);
        _clock.Advance(TimeSpan.FromDays(1));

        Assert.True(EnterAndLeaveAsync(ProbeWheel.AtOnce, Long).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Probes_under_way_are_bounded_and_the_next_begin_when_one_ends()
    {
        var (first, _) = await FillAsync();
        var next = EnterAndLeaveAsync(1, Long);
        _clock.Advance(ProbeWheel.Tick);
        Assert.False(next.IsCompleted);

        first.Dispose();

        Assert.Equal(2, await next);
    }

    [Fact]
    public async Task Probes_that_hang_keep_others_waiting_for_three_ticks_at_most()
    {
        await FillAsync();
        var next = EnterAndLeaveAsync(ProbeWheel.AtOnce, Long);

        _clock.Advance(ProbeWheel.Tick);
        _clock.Advance(ProbeWheel.Tick);

        Assert.Equal(3, await next);
    }

    [Fact]
    public async Task Probes_that_end_after_they_stopped_counting_are_not_counted_twice()
    {
        var (first, second) = await FillAsync();
        _clock.Advance(3 * ProbeWheel.Tick);
        await FillAsync();

        first.Dispose();
        second.Dispose();

        var next = EnterAndLeaveAsync(1, Long);
        _clock.Advance(ProbeWheel.Tick);
        Assert.False(next.IsCompleted);
    }

    [Fact]
    public async Task A_round_larger_than_the_bound_begins_alone() =>
        Assert.Equal(0, (await _wheel.EnterAsync(10 * ProbeWheel.MostUnderWay, Long, Token)).Begun);

    [Fact]
    public async Task Who_cancels_waits_no_longer_and_holds_nobody_up()
    {
        var (first, _) = await FillAsync();
        using var source = new CancellationTokenSource();
        var cancelled = _wheel.EnterAsync(ProbeWheel.MostUnderWay, Long, source.Token).AsTask();
        var next = EnterAndLeaveAsync(1, Long);

        await source.CancelAsync();
        first.Dispose();
        _clock.Advance(ProbeWheel.Tick);
        _clock.Advance(ProbeWheel.Tick);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(3, await next);
    }

    [Fact]
    public async Task Who_would_begin_too_late_for_an_answer_is_told_so()
    {
        await FillAsync();
        var late = _wheel.EnterAsync(1, TimeSpan.FromMilliseconds(200), Token).AsTask();

        _clock.Advance(ProbeWheel.Tick);

        var refusal = await Assert.ThrowsAsync<ProviderException>(() => late);
        Assert.True(refusal.IsTransient);
        Assert.Contains("256 are under way", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Every_round_begins_and_no_more_than_the_bound_within_three_ticks() => Gen.Int[1, 80].Array[1, 60].SampleAsync(async sizes =>
    {
        var clock = new FakeTimeProvider();
        using var wheel = new ProbeWheel(clock);
        var rounds = sizes.Select(size => wheel.EnterAsync(size, TimeSpan.FromHours(1), CancellationToken.None).AsTask()).ToArray();
        for (var tick = 0; tick < 100; tick++)
        {
            clock.Advance(ProbeWheel.Tick);
        }

        var begun = (await Task.WhenAll(rounds)).GroupBy(place => place.Begun).ToDictionary(at => at.Key, at => at.Sum(place => place.Probes));
        Assert.All(begun.Keys, tick => Assert.InRange(Enumerable.Range(0, 3).Sum(back => begun.GetValueOrDefault(tick - back)), 1, ProbeWheel.MostUnderWay));
    });

    /// <summary>Takes every place, half of them a tick after the other half.</summary>
    private async Task<(ProbePlace First, ProbePlace Second)> FillAsync()
    {
        var first = _wheel.EnterAsync(ProbeWheel.MostUnderWay / 2, Long, Token).AsTask();
        var second = _wheel.EnterAsync(ProbeWheel.MostUnderWay / 2, Long, Token).AsTask();
        _clock.Advance(ProbeWheel.Tick);
        return (await first, await second);
    }

    private async Task<long> EnterAndLeaveAsync(int probes, TimeSpan time)
    {
        using var place = await _wheel.EnterAsync(probes, time, Token);
        return place.Begun;
    }

    /// <summary>Asks for so many rounds of one probe at the same instant and turns the wheel when all of a tick have begun.</summary>
    private async Task<int[]> RunAsync(int rounds, TimeSpan time, int ticks)
    {
        using var began = new SemaphoreSlim(0);
        var begun = Enumerable.Range(0, rounds).Select(async _ =>
        {
            var tick = await EnterAndLeaveAsync(1, time);
            began.Release();
            return tick;
        }).ToArray();
        for (var tick = 0; tick < ticks; tick++)
        {
            for (var round = 0; round < rounds / ticks; round++)
            {
                await began.WaitAsync(Token);
            }

            _clock.Advance(ProbeWheel.Tick);
        }

        return [.. (await Task.WhenAll(begun)).CountBy(tick => tick).OrderBy(count => count.Key).Select(count => count.Value)];
    }
}
