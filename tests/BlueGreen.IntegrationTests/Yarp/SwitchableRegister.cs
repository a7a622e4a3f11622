using System.Runtime.CompilerServices;
using BlueGreen.Traffic;

namespace BlueGreen.IntegrationTests.Yarp;

/// <summary>A register that can go away and come back.</summary>
internal sealed class SwitchableRegister : ITrafficRegister, IDisposable
{
    private readonly InMemoryTrafficRegister _register = new();
    private volatile CancellationTokenSource _reachable = new();

    public void GoAway() => _reachable.Cancel();

    public void ComeBack() => _reachable = new();

    public void Dispose() => _reachable.Dispose();

    public Task<TrafficEntry?> ReadAsync(string application, CancellationToken cancellationToken) =>
        Reachable().ReadAsync(application, cancellationToken);

    public Task<bool> WriteAsync(TrafficEntry entry, CancellationToken cancellationToken) =>
        Reachable().WriteAsync(entry, cancellationToken);

    public Task AcknowledgeAsync(string application, string router, WriteToken? token, TimeSpan? validFor, CancellationToken cancellationToken) =>
        Reachable().AcknowledgeAsync(application, router, token, validFor, cancellationToken);

    public Task WithdrawAsync(string application, string router, CancellationToken cancellationToken) =>
        Reachable().WithdrawAsync(application, router, cancellationToken);

    public Task<IReadOnlyList<RouterAcknowledgement>> ReadAcknowledgementsAsync(string application, CancellationToken cancellationToken) =>
        Reachable().ReadAcknowledgementsAsync(application, cancellationToken);

    public async IAsyncEnumerable<TrafficEntry> WatchAsync(string application, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _reachable.Token);
        await foreach (var entry in Reachable().WatchAsync(application, either.Token))
        {
            yield return entry;
        }
    }

    private InMemoryTrafficRegister Reachable() =>
        _reachable.IsCancellationRequested ? throw new IOException("The register is away.") : _register;
}
