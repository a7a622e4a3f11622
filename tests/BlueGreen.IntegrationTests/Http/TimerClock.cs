using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.IntegrationTests.Http;

/// <summary>Virtual time that tells which waits have begun, so that a test moves time only once somebody waits for it.</summary>
internal sealed class TimerClock : TimeProvider
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
    private readonly Channel<TimeSpan> _begun = Channel.CreateUnbounded<TimeSpan>();

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override long GetTimestamp() => _time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Watched(_time.CreateTimer(callback, state, dueTime, period), _begun.Writer);
        _begun.Writer.TryWrite(dueTime);
        return timer;
    }

    public void Advance(TimeSpan time) => _time.Advance(time);

    /// <summary>Waits until a wait that fits has begun, and lets it end.</summary>
    public async Task<TimeSpan> EndNextAsync(Predicate<TimeSpan> fits, CancellationToken cancellationToken)
    {
        while (true)
        {
            var due = await _begun.Reader.ReadAsync(cancellationToken);
            if (fits(due))
            {
                Advance(due);
                return due;
            }
        }
    }

    private sealed class Watched(ITimer timer, ChannelWriter<TimeSpan> begun) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var isChanged = timer.Change(dueTime, period);
            begun.TryWrite(dueTime);
            return isChanged;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
