using BlueGreen.Postgres.Connections;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BlueGreen.Postgres.Changes;

/// <summary>
/// Tells those who wait what changed: in this process at once, from others through LISTEN on a connection of its own, which is opened when somebody first waits. Notifications only save
/// time: those who wait also look by themselves, more often while notifications do not arrive.
/// </summary>
internal sealed class ChangeFeed(NpgsqlDataSource source, PostgresJournalOptions options, DatabaseName database, TimeProvider clock, ILogger logger) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<ChangeSubscription>> _subscriptions = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private ChangeListener? _listener;
    private Task _listening = Task.CompletedTask;

    public TimeProvider Clock => clock;

    /// <summary>Whether a notification arrived when it was last tried.</summary>
    public bool IsLive => _listener?.IsLive ?? false;

    /// <summary>How often to look without a notification.</summary>
    public TimeSpan LookEvery => IsLive ? options.BackstopInterval : options.PollInterval;

    public ChangeSubscription Subscribe(string topic, int capacity = 1)
    {
        var subscription = new ChangeSubscription(this, topic, capacity);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
            if (!_subscriptions.TryGetValue(topic, out var others))
            {
                _subscriptions.Add(topic, others = []);
            }

            others.Add(subscription);
            if (_listener is null)
            {
                _listener = new(source, options, database, this, logger);
                _listening = Task.Run(() => _listener.RunAsync(_stop.Token));
            }
        }

        return subscription;
    }

    public void Remove(ChangeSubscription subscription)
    {
        lock (_lock)
        {
            if (_subscriptions.TryGetValue(subscription.Topic, out var others) && others.Remove(subscription) && others.Count == 0)
            {
                _subscriptions.Remove(subscription.Topic);
            }
        }
    }

    public void Raise(ChangeTopic topic)
    {
        lock (_lock)
        {
            if (_subscriptions.TryGetValue(topic.Name, out var concerned))
            {
                concerned.ForEach(subscription => subscription.Tell(topic.Detail));
            }
        }
    }

    /// <summary>Lets everybody look, because notifications may have been missed.</summary>
    public void RaiseAll()
    {
        lock (_lock)
        {
            foreach (var subscription in _subscriptions.Values.SelectMany(all => all).Where(subscription => subscription.Topic != ChangeTopic.AllInboxes))
            {
                subscription.Tell("");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            _stop.Cancel();
        }

        await _listening.ConfigureAwait(false);
        _stop.Dispose();
    }
}
