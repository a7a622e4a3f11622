using System.Runtime.CompilerServices;
using BlueGreen.Traffic;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>A register in memory that can go away and come back.</summary>
internal sealed class FlakyRegister : ITrafficRegister
{
    private readonly InMemoryTrafficRegister _register = new();

    public bool IsAway { get; set; }

    public Task<TrafficEntry?> ReadAsync(string application, CancellationToken cancellationToken) => Reachable.ReadAsync(application, cancellationToken);

    public Task<bool> WriteAsync(TrafficEntry entry, CancellationToken cancellationToken) => Reachable.WriteAsync(entry, cancellationToken);

    public Task AcknowledgeAsync(string application, string router, WriteToken? token, TimeSpan? validFor, CancellationToken cancellationToken) =>
        Reachable.AcknowledgeAsync(application, router, token, validFor, cancellationToken);

    public Task WithdrawAsync(string application, string router, CancellationToken cancellationToken) => Reachable.WithdrawAsync(application, router, cancellationToken);

    public Task<IReadOnlyList<RouterAcknowledgement>> ReadAcknowledgementsAsync(string application, CancellationToken cancellationToken) =>
        Reachable.ReadAcknowledgementsAsync(application, cancellationToken);

    public async IAsyncEnumerable<TrafficEntry> WatchAsync(string application, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in Reachable.WatchAsync(application, cancellationToken))
        {
            yield return entry;
        }
    }

    private InMemoryTrafficRegister Reachable => IsAway ? throw new IOException("The register is away.") : _register;
}
