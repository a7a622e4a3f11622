using BlueGreen.Yarp.Draining;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.Tests.Yarp;

public sealed class LongLivedConnectionsTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _clock = new();
    private readonly List<int> _reports = [];
    private readonly LongLivedConnections _connections;

    public LongLivedConnectionsTests() => _connections = new(Limit, _clock, _reports.Add);

    [Fact]
    public void What_outlives_the_weight_by_the_limit_is_cut_and_counted_and_what_ended_is_not()
    {
        var (stays, ends) = (new Client(), new Client());
        _connections.Add(stays.Context);
        var ended = _connections.Add(ends.Context);

        _connections.LoseWeight();
        ended.End();
        _clock.Advance(Limit - TimeSpan.FromTicks(1));
        Assert.False(stays.IsAborted);
        _clock.Advance(TimeSpan.FromTicks(1));

        Assert.True(stays.IsAborted);
        Assert.False(ends.IsAborted);
        Assert.Equal((1, 1, 0), (_connections.Cut, _connections.CutSinceWeight, _connections.Open));
        Assert.Equal([1], _reports);
    }

    [Fact]
    public void One_that_begins_after_the_limit_is_cut_at_once()
    {
        _connections.LoseWeight();
        _clock.Advance(Limit);
        var late = new Client();

        _connections.Add(late.Context);

        Assert.True(late.IsAborted);
        Assert.Equal(1, _connections.CutSinceWeight);
    }

    [Fact]
    public void Weight_that_comes_back_in_time_keeps_them_open_and_the_limit_begins_anew()
    {
        var client = new Client();
        _connections.Add(client.Context);
        _connections.LoseWeight();
        _clock.Advance(Limit / 2);
        _connections.GainWeight();
        _clock.Advance(Limit);
        Assert.False(client.IsAborted);

        _connections.LoseWeight();
        _clock.Advance(Limit / 2);
        _connections.LoseWeight();
        _clock.Advance(Limit / 2);

        Assert.True(client.IsAborted);
    }

    [Fact]
    public void The_number_cut_since_the_weight_was_lost_begins_at_zero_each_time()
    {
        _connections.Add(new Client().Context);
        _connections.LoseWeight();
        _clock.Advance(Limit);
        _connections.GainWeight();
        _connections.LoseWeight();

        Assert.Equal((1, 0), (_connections.Cut, _connections.CutSinceWeight));
    }

    [Fact]
    public void Without_a_limit_nothing_is_cut()
    {
        using var connections = new LongLivedConnections(limit: null, _clock, _reports.Add);
        var client = new Client();
        connections.Add(client.Context);

        connections.LoseWeight();
        _clock.Advance(TimeSpan.FromDays(30));

        Assert.False(client.IsAborted);
        Assert.Equal(1, connections.Open);
    }

    public void Dispose() => _connections.Dispose();

    private sealed class Client : IHttpRequestLifetimeFeature
    {
        public Client() => Context.Features.Set<IHttpRequestLifetimeFeature>(this);

        public DefaultHttpContext Context { get; } = new();

        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }
}
