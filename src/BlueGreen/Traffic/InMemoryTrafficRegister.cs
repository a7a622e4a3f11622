using System.Runtime.CompilerServices;

namespace BlueGreen.Traffic;

/// <summary>
/// A traffic register for one process: the driver and the router live in it together, or a test does. What it holds is gone when the process ends.
/// Thread-safe.
/// </summary>
/// <param name="clock">Ages acknowledgements. Default: the system's clock.</param>
/// <param name="acknowledgementLifetime">How long after its last acknowledgement a router becomes silent; greater than zero. Default: 10 seconds.</param>
public sealed class InMemoryTrafficRegister(TimeProvider? clock = null, TimeSpan? acknowledgementLifetime = null) : ITrafficRegister
{
    /// <summary>How long after its last acknowledgement a router becomes silent, unless stated otherwise.</summary>
    public static readonly TimeSpan DefaultAcknowledgementLifetime = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly TimeSpan _lifetime = Check(acknowledgementLifetime ?? DefaultAcknowledgementLifetime);
    private readonly Dictionary<string, ApplicationTraffic> _applications = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <inheritdoc/>
    public Task<TrafficEntry?> ReadAsync(string application, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(Of(application).Entry);
        }
    }

    /// <inheritdoc/>
    public Task<bool> WriteAsync(TrafficEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(Of(entry.Application).TryReplace(entry));
        }
    }

    /// <inheritdoc/>
    public Task AcknowledgeAsync(string application, string router, WriteToken? token, TimeSpan? validFor, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(router);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            Of(application).Acknowledge(new(router, token, _clock.GetUtcNow()), validFor);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task WithdrawAsync(string application, string router, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(router);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            Of(application).Withdraw(router);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RouterAcknowledgement>> ReadAcknowledgementsAsync(string application, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(Of(application).AcknowledgementsAt(_clock.GetUtcNow(), _lifetime));
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TrafficEntry> WatchAsync(string application, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TrafficEntry? seen = null;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (entry, replaced) = Look(application);
            if (entry is null || ReferenceEquals(entry, seen))
            {
                await replaced.WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            seen = entry;
            yield return entry;
        }
    }

    private (TrafficEntry? Entry, Task Replaced) Look(string application)
    {
        lock (_gate)
        {
            var traffic = Of(application);
            return (traffic.Entry, traffic.Replaced);
        }
    }

    private ApplicationTraffic Of(string application)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(application);
        return _applications.TryGetValue(application, out var traffic) ? traffic : _applications[application] = new();
    }

    private static TimeSpan Check(TimeSpan acknowledgementLifetime) =>
        acknowledgementLifetime > TimeSpan.Zero
            ? acknowledgementLifetime
            : throw new ArgumentOutOfRangeException(
                nameof(acknowledgementLifetime), acknowledgementLifetime, $"A router cannot become silent after {acknowledgementLifetime}. Pass a time greater than zero.");
}
