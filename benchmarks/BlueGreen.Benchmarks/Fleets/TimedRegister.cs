using System.Diagnostics;
using BlueGreen.Traffic;

namespace BlueGreen.Benchmarks.Fleets;

/// <summary>A register that remembers when it last finished a write.</summary>
internal sealed class TimedRegister(ITrafficRegister register) : ITrafficRegister
{
    public long WrittenAt { get; private set; }

    public async Task<bool> WriteAsync(TrafficEntry entry, CancellationToken cancellationToken)
    {
        var isWritten = await register.WriteAsync(entry, cancellationToken);
        WrittenAt = Stopwatch.GetTimestamp();
        return isWritten;
    }

    public Task<TrafficEntry?> ReadAsync(string application, CancellationToken cancellationToken) => register.ReadAsync(application, cancellationToken);

    public Task AcknowledgeAsync(string application, string router, WriteToken? token, TimeSpan? validFor, CancellationToken cancellationToken) =>
        register.AcknowledgeAsync(application, router, token, validFor, cancellationToken);

    public Task WithdrawAsync(string application, string router, CancellationToken cancellationToken) => register.WithdrawAsync(application, router, cancellationToken);

    public Task<IReadOnlyList<RouterAcknowledgement>> ReadAcknowledgementsAsync(string application, CancellationToken cancellationToken) => register.ReadAcknowledgementsAsync(application, cancellationToken);

    public IAsyncEnumerable<TrafficEntry> WatchAsync(string application, CancellationToken cancellationToken) => register.WatchAsync(application, cancellationToken);
}
