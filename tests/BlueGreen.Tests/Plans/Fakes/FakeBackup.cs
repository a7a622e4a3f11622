using System.Collections.Immutable;
using BlueGreen.Artifacts;

namespace BlueGreen.Tests.Plans.Fakes;

/// <summary>A service that backs a database up.</summary>
internal sealed class FakeBackup : ISnapshotProvider
{
    public ProviderIdentity Identity { get; } = new("fake:backup", "1");

    public ImmutableArray<SnapshotKind> Snapshots => [SnapshotKind.Database];

    public Task<StepReport> SnapshotAsync(Snapshot snapshot, IArtifactStore artifacts, OperationContext operation, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
