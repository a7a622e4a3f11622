using BlueGreen.Postgres.Connections;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Changes;

/// <summary>
/// Tells other processes what has been committed, several changes at once. A commit that notifies holds a lock of the whole server until it is on the disk, so that such commits queue; telling afterwards, without
/// waiting for the disk, holds up nobody. What is lost of it, those who wait find by themselves.
/// </summary>
internal sealed class ChangeTeller(NpgsqlDataSource source, string channel, TimeProvider clock) : IAsyncDisposable
{
    private const string Statement =
        "select count(pg_notify(@channel, topic)::text) from unnest(@topics) as topic where set_config('synchronous_commit', 'off', true) is not null";

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>After one message, how long changes are gathered for the next: the first of a quick succession is told at once, the others cost no message each.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private const int Timeout = 5;

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private HashSet<string> _pending = new(StringComparer.Ordinal);
    private Task _telling = Task.CompletedTask;
    private bool _isTelling;

    public void Tell(ChangeTopic topic)
    {
        lock (_lock)
        {
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            _pending.Add(topic.Name);
            if (!_isTelling)
            {
                _isTelling = true;
                _telling = Task.Run(TellAllAsync);
            }
        }
    }

    /// <summary>Tells what is left, if the database takes it soon.</summary>
    public async ValueTask DisposeAsync()
    {
        await _telling.WaitAsync(Grace, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            _stop.Cancel();
        }

        await _telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task TellAllAsync()
    {
        while (TakePending() is { } topics)
        {
            try
            {
                await TellAsync(topics).ConfigureAwait(false);
            }
            catch (Exception lost) when (DatabaseFailure.Concerns(lost) || lost is OperationCanceledException or ObjectDisposedException)
            {
            }

            await Task.Delay(Pause, clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TellAsync(string[] topics)
    {
        var connection = await source.OpenConnectionAsync(_stop.Token).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await connection.ExecuteScalarAsync<long>(new(Statement, new { channel, topics }, commandTimeout: Timeout, cancellationToken: _stop.Token)).ConfigureAwait(false);
        }
    }

    private string[]? TakePending()
    {
        lock (_lock)
        {
            if (_pending.Count == 0 || _stop.IsCancellationRequested)
            {
                _isTelling = false;
                return null;
            }

            var topics = _pending;
            _pending = new(StringComparer.Ordinal);
            return [.. topics];
        }
    }
}
