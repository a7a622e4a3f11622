using BlueGreen.Traffic;
using BlueGreen.Yarp.Following;
using BlueGreen.Yarp.Routing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.Tests.Yarp;

public sealed class RoutingPermitTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _clock = new();
    private readonly CutOffRegister _register;
    private readonly RoutingTable _table;
    private readonly RouterAcknowledger _acknowledger;
    private readonly RegisterFollower _follower;

    public RoutingPermitTests()
    {
        _register = new(new InMemoryTrafficRegister(_clock));
        _table = new(new SplitMixRandomSource(seed: 1), _ => Entries.NewConnections(), new(Limit, _clock));
        _acknowledger = new("shop", "edge", _register, _table);
        _follower = new("shop", _register, _acknowledger, _table, new(() => _table.Meters, _clock), TimeSpan.FromSeconds(15), _clock, NullLogger<RegisterFollower>.Instance);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_router_that_is_cut_off_serves_until_its_limit_and_the_register_waits_for_it_a_little_longer()
    {
        await _register.WriteAsync(Entries.AllTo("green", 1), Cancellation);
        await _follower.StartAsync(Cancellation);
        _register.IsAway = true;

        _clock.Advance(Limit - TimeSpan.FromTicks(1));
        Assert.True(_table.TryTake(out _));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.False(_table.TryTake(out _));
        Assert.True(Assert.Single(await _register.RoutersAsync()).IsSilent);

        _clock.Advance(Limit * 0.05);
        Assert.Single(await _register.RoutersAsync());
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Empty(await _register.RoutersAsync());
        await _follower.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Once_its_limit_has_passed_it_serves_only_after_it_has_looked_again()
    {
        await _register.WriteAsync(Entries.AllTo("green", 1), Cancellation);
        await _follower.StartAsync(Cancellation);
        _register.IsAway = true;
        _clock.Advance(Limit * 2);
        await _register.RightAway.WriteAsync(Entries.AllTo("blue", 2), Cancellation);
        var served = new List<string>();
        _register.BeforeRead = () => served.AddRange(Served());

        _register.IsAway = false;
        while (!Served().Any())
        {
            Cancellation.ThrowIfCancellationRequested();
            _clock.Advance(RegisterFollower.Beat);
            await Task.Yield();
        }

        Assert.Empty(served);
        Assert.Equal(["blue"], Served());
        await _follower.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_word_that_arrives_after_the_limit_does_not_extend_it()
    {
        await _register.WriteAsync(Entries.AllTo("green", 1), Cancellation);
        await _follower.StartAsync(Cancellation);
        await _follower.StopAsync(Cancellation);
        _clock.Advance(Limit / 2);
        _register.BeforeAcknowledge = () => _clock.Advance(Limit / 2);

        await _acknowledger.AcknowledgeAsync(Cancellation);

        Assert.Empty(Served());
    }

    [Fact]
    public async Task Each_word_in_time_extends_it()
    {
        await _register.WriteAsync(Entries.AllTo("green", 1), Cancellation);
        await _follower.StartAsync(Cancellation);
        await _follower.StopAsync(Cancellation);
        for (var i = 0; i < 5; i++)
        {
            _clock.Advance(Limit / 2);
            await _acknowledger.AcknowledgeAsync(Cancellation);
        }

        Assert.Equal(["green"], Served());
    }

    [Fact]
    public async Task Without_a_limit_it_serves_however_long_it_is_cut_off_and_stays_listed()
    {
        using var table = new RoutingTable(new SplitMixRandomSource(seed: 1), _ => Entries.NewConnections(), new(null, _clock));
        using var acknowledger = new RouterAcknowledger("shop", "edge", _register, table);
        table.Publish(Entries.AllTo("blue", 1));
        await acknowledger.AcknowledgeAsync(Cancellation);

        _clock.Advance(TimeSpan.FromDays(400));

        Assert.True(table.TryTake(out _));
        Assert.True(Assert.Single(await _register.RoutersAsync()).IsSilent);
    }

    public void Dispose()
    {
        _follower.Dispose();
        _acknowledger.Dispose();
        _table.Dispose();
    }

    private IEnumerable<string> Served() => _table.TryTake(out var lease) ? [lease.Target.Deployment.Id.Value] : [];

    /// <summary>A register that this router can be cut off from, while others are not.</summary>
    private sealed class CutOffRegister(InMemoryTrafficRegister register) : ITrafficRegister
    {
        private volatile bool _isAway;

        public bool IsAway { set => _isAway = value; }

        public Action BeforeRead { get; set; } = () => { };

        public Action BeforeAcknowledge { get; set; } = () => { };

        /// <summary>As others see it.</summary>
        public InMemoryTrafficRegister RightAway => register;

        public Task<IReadOnlyList<RouterAcknowledgement>> RoutersAsync() => register.ReadAcknowledgementsAsync("shop", Cancellation);

        public Task<TrafficEntry?> ReadAsync(string application, CancellationToken cancellationToken)
        {
            BeforeRead();
            return Reachable.ReadAsync(application, cancellationToken);
        }

        public Task<bool> WriteAsync(TrafficEntry entry, CancellationToken cancellationToken) => Reachable.WriteAsync(entry, cancellationToken);

        public Task AcknowledgeAsync(string application, string router, WriteToken? token, TimeSpan? validFor, CancellationToken cancellationToken)
        {
            BeforeAcknowledge();
            return Reachable.AcknowledgeAsync(application, router, token, validFor, cancellationToken);
        }

        public Task WithdrawAsync(string application, string router, CancellationToken cancellationToken) => Reachable.WithdrawAsync(application, router, cancellationToken);

        public Task<IReadOnlyList<RouterAcknowledgement>> ReadAcknowledgementsAsync(string application, CancellationToken cancellationToken) =>
            Reachable.ReadAcknowledgementsAsync(application, cancellationToken);

        public IAsyncEnumerable<TrafficEntry> WatchAsync(string application, CancellationToken cancellationToken) => Reachable.WatchAsync(application, cancellationToken);

        private InMemoryTrafficRegister Reachable => _isAway ? throw new IOException("The register is away.") : register;
    }
}
