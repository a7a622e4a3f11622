using System.Collections.Immutable;
using BlueGreen.Artifacts;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>DNS, cache and snapshots that do some things otherwise than the right ones.</summary>
internal sealed class WrongEdge(ReferenceEdge right) : IDns, ICdn, ISnapshotProvider
{
    public Func<string, Deployment, OperationContext, CancellationToken, Task> Point { get; init; } = right.PointAsync;

    public Func<OperationContext, CancellationToken, Task> Purge { get; init; } = right.PurgeAsync;

    public Func<Snapshot, IArtifactStore, OperationContext, CancellationToken, Task<StepReport>> Snapshot { get; init; } = right.SnapshotAsync;

    public ProviderIdentity Identity { get; init; } = right.Identity;

    public ImmutableArray<SnapshotKind> Snapshots { get; init; } = right.Snapshots;

    public Task PointAsync(string host, Deployment target, OperationContext operation, CancellationToken cancellationToken) => Point(host, target, operation, cancellationToken);

    public Task PurgeAsync(OperationContext operation, CancellationToken cancellationToken) => Purge(operation, cancellationToken);

    public Task<StepReport> SnapshotAsync(Snapshot snapshot, IArtifactStore artifacts, OperationContext operation, CancellationToken cancellationToken) =>
        Snapshot(snapshot, artifacts, operation, cancellationToken);
}
