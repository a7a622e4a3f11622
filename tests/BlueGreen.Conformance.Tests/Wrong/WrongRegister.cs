using BlueGreen.Traffic;

namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>A register that does some things otherwise than the right one.</summary>
internal sealed class WrongRegister(ITrafficRegister right) : ITrafficRegister
{
    public Func<string, CancellationToken, Task<TrafficEntry?>> Read { get; init; } = right.ReadAsync;

    public Func<TrafficEntry, CancellationToken, Task<bool>> Write { get; init; } = right.WriteAsync;

    public Func<string, string, WriteToken?, TimeSpan?, CancellationToken, Task> Acknowledge { get; init; } = right.AcknowledgeAsync;

    public Func<string, string, CancellationToken, Task> Withdraw { get; init; } = right.WithdrawAsync;

    public Func<string, CancellationToken, Task<IReadOnlyList<RouterAcknowledgement>>> Routers { get; init; } = right.ReadAcknowledgementsAsync;

    public Func<string, CancellationToken, IAsyncEnumerable<TrafficEntry>> Watch { get; init; } = right.WatchAsync;

    public Task<TrafficEntry?> ReadAsync(string application, CancellationToken cancellationToken) => Read(application, cancellationToken);

    public Task<bool> WriteAsync(TrafficEntry entry, CancellationToken cancellationToken) => Write(entry, cancellationToken);

    public Task AcknowledgeAsync(string application, string router, WriteToken? token, TimeSpan? validFor, CancellationToken cancellationToken) => Acknowledge(application, router, token, validFor, cancellationToken);

    public Task WithdrawAsync(string application, string router, CancellationToken cancellationToken) => Withdraw(application, router, cancellationToken);

    public Task<IReadOnlyList<RouterAcknowledgement>> ReadAcknowledgementsAsync(string application, CancellationToken cancellationToken) => Routers(application, cancellationToken);

    public IAsyncEnumerable<TrafficEntry> WatchAsync(string application, CancellationToken cancellationToken) => Watch(application, cancellationToken);
}
