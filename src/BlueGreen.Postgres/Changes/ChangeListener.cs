using BlueGreen.Postgres.Connections;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BlueGreen.Postgres.Changes;

/// <summary>
/// Listens. Whether notifications arrive is tried out by sending one over another connection; that also keeps the listening connection from being cut as idle, and finds out that it
/// is dead.
/// </summary>
internal sealed class ChangeListener(NpgsqlDataSource source, PostgresJournalOptions options, DatabaseName database, ChangeFeed feed, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly string _channel = ChangeTopic.Channel(options.Schema);
    private readonly string _listener = Guid.NewGuid().ToString("N");
    private long _probe;
    private volatile string? _arrived;
    private volatile bool _isLive;
    private bool _isReported;

    public bool IsLive => _isLive;

    public async Task RunAsync(CancellationToken stop)
    {
        var pause = FirstPause;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(() => pause = FirstPause, stop).ConfigureAwait(false);
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Lose(exception);
            }

            await Task.Delay(pause, feed.Clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task ListenAsync(Action onListening, CancellationToken stop)
    {
        var connection = await source.OpenConnectionAsync(stop).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            connection.Notification += (_, notification) => Hear(notification.Payload);
            try
            {
                await connection.ExecuteAsync(new($"listen {_channel}", commandTimeout: Seconds(Patience), cancellationToken: stop)).ConfigureAwait(false);
                feed.RaiseAll();
                onListening();
                await KeepListeningAsync(connection, stop).ConfigureAwait(false);
            }
            finally
            {
                await UnlistenAsync(connection).ConfigureAwait(false);
            }
        }
    }

    private async Task KeepListeningAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        while (true)
        {
            await ProbeAsync(connection, stop).ConfigureAwait(false);
            await HearForAsync(connection, options.KeepAliveInterval, () => false, stop).ConfigureAwait(false);
        }
    }

    /// <summary>The pool resets no sessions. A connection that broke, it throws away.</summary>
    private static async Task UnlistenAsync(NpgsqlConnection connection)
    {
        try
        {
            await connection.ExecuteAsync(new("unlisten *", commandTimeout: 1)).ConfigureAwait(false);
        }
        catch (Exception exception) when (DatabaseFailure.Concerns(exception) || exception is InvalidOperationException)
        {
        }
    }

    private async Task ProbeAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        var probe = ChangeTopic.Probe($"{_listener}{++_probe}").Name;
        var sender = await source.OpenConnectionAsync(stop).ConfigureAwait(false);
        await using (sender.ConfigureAwait(false))
        {
            await sender.ExecuteAsync(new("select pg_notify(@channel, @probe)::text", new { channel = _channel, probe }, commandTimeout: Seconds(Patience), cancellationToken: stop)).ConfigureAwait(false);
        }

        await HearForAsync(connection, Patience, () => _arrived == probe, stop).ConfigureAwait(false);
        if (_arrived == probe)
        {
            Gain();
            return;
        }

        Miss();
        await connection.ExecuteAsync(new($"listen {_channel}", commandTimeout: Seconds(Patience), cancellationToken: stop)).ConfigureAwait(false);
    }

    /// <summary>Takes in notifications for a while, or until enough were heard.</summary>
    private async Task HearForAsync(NpgsqlConnection connection, TimeSpan time, Func<bool> isEnough, CancellationToken stop)
    {
        var begun = feed.Clock.GetTimestamp();
        while (!isEnough() && time - feed.Clock.GetElapsedTime(begun) is var left && left > TimeSpan.Zero)
        {
            await connection.WaitAsync(left, stop).ConfigureAwait(false);
        }
    }

    private void Hear(string payload)
    {
        if (payload.StartsWith($"p{_listener}", StringComparison.Ordinal))
        {
            _arrived = payload;
        }
        else
        {
            feed.Raise(ChangeTopic.Parse(payload));
        }
    }

    private void Gain()
    {
        if (_isReported)
        {
            _isReported = false;
            logger.NotificationsBack(database.ToString());
        }

        _isLive = true;
    }

    private void Miss()
    {
        if (!_isReported)
        {
            _isReported = true;
            logger.NotificationsSilent(database.ToString(), options.PollInterval);
        }

        BecomeSilent();
    }

    private void Lose(Exception exception)
    {
        if (!_isReported)
        {
            _isReported = true;
            logger.ListeningLost(database.ToString(), options.PollInterval, exception);
        }

        BecomeSilent();
    }

    /// <summary>Those who wait for the longer interval look now, and from then on more often.</summary>
    private void BecomeSilent()
    {
        if (_isLive)
        {
            _isLive = false;
            feed.RaiseAll();
        }
    }

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
