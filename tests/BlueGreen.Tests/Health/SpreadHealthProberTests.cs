using System.Collections.Immutable;
using BlueGreen.Health;
using BlueGreen.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.Tests.Health;

public sealed class SpreadHealthProberTests : IHealthProber, IDisposable
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _clock = new();
    private readonly ProbeWheel _wheel;
    private readonly SpreadHealthProber _spread;
    private readonly TaskCompletionSource<ImmutableArray<ProbeResult>> _answer = new();

    public SpreadHealthProberTests()
    {
        _wheel = new(_clock);
        _spread = new(this, _wheel, _clock);
    }

    public ProviderIdentity Identity { get; } = new("own", "7");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TimeSpan TimeLeft { get; set; }

    public void Dispose() => _wheel.Dispose();

    Task<ImmutableArray<ProbeResult>> IHealthProber.ProbeAsync(
        ImmutableArray<Probe> probes, Deployment target, OperationContext operation, CancellationToken cancellationToken)
    {
        TimeLeft = operation.TimeLeft;
        return _answer.Task;
    }

    [Fact]
    public void It_is_known_as_what_it_spreads() => Assert.Equal(Identity, _spread.Identity);

    [Fact]
    public void Who_need_not_wait_has_the_whole_time_for_the_answers()
    {
        _ = ProbeAsync(1);

        Assert.Equal(Time, TimeLeft);
    }

    [Fact]
    public async Task What_waiting_has_cost_is_taken_off_the_time_for_the_answers()
    {
        _ = ProbeAsync(ProbeWheel.AtOnce);
        var waits = ProbeAsync(1);
        _answer.SetResult([]);

        _clock.Advance(ProbeWheel.Tick);

        await waits;
        Assert.Equal(Time - ProbeWheel.Tick, TimeLeft);
    }

    [Fact]
    public async Task A_place_is_given_up_although_the_prober_fails()
    {
        var fails = ProbeAsync(ProbeWheel.MostUnderWay);
        _answer.SetException(ProviderException.Transient("no network"));
        await Assert.ThrowsAsync<ProviderException>(() => fails);

        var next = ProbeAsync(1);
        _clock.Advance(ProbeWheel.Tick);

        Assert.Equal("no network", (await Assert.ThrowsAsync<ProviderException>(() => next)).Message);
    }

    private Task<ImmutableArray<ProbeResult>> ProbeAsync(int probes) => _spread.ProbeAsync(
        [.. Enumerable.Range(0, probes).Select(number => Probe.Get($"p{number}", "/"))], Shop.Make("2"), Operation(), Token);

    private OperationContext Operation() => new()
    {
        Rollout = new("r"),
        Application = "shop",
        Step = "bake",
        Operation = new("sample"),
        Token = new(1, 1),
        StartedAt = _clock.GetUtcNow(),
        Deadline = _clock.GetUtcNow() + Time,
        TimeLeft = Time,
        Release = new("2"),
    };
}
