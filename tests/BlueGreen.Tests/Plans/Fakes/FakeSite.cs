using System.Collections.Immutable;
using BlueGreen.Artifacts;

namespace BlueGreen.Tests.Plans.Fakes;

/// <summary>An environment that offers everything: retention, snapshots of the deployment and its variables, DNS and content delivery.</summary>
internal sealed class FakeSite() : FakeEnvironment("fake:site"), IDeploymentRetention, ISnapshotProvider, IDns, ICdn
{
    public ImmutableArray<SnapshotKind> Snapshots => [SnapshotKind.Deployment, SnapshotKind.Variables];

    public Task<ImmutableArray<RetainedDeployment>> ListAsync(OperationContext operation, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DeleteAsync(DeploymentId deployment, OperationContext operation, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StepReport> SnapshotAsync(Snapshot snapshot, IArtifactStore artifacts, OperationContext operation, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task PointAsync(string host, Deployment target, OperationContext operation, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task PurgeAsync(OperationContext operation, CancellationToken cancellationToken) => throw new NotSupportedException();
}
