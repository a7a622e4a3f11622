using System.Collections.Immutable;

namespace BlueGreen;

/// <summary>A provider that can record what it manages, so that it can be restored.</summary>
public interface ISnapshotProvider : IProvider
{
    /// <summary>The kinds that it can record.</summary>
    ImmutableArray<SnapshotKind> Snapshots { get; }

    /// <summary>Records one kind and keeps it in the artifact store. Long work; repeated under the same operation it resumes or begins anew, and leaves one snapshot.</summary>
    /// <param name="snapshot">What to record.</param>
    /// <param name="artifacts">Where to keep it.</param>
    /// <param name="operation">On whose behalf.</param>
    /// <param name="cancellationToken">Asks to stop soon; a partial snapshot is removed.</param>
    /// <exception cref="ProviderException">Something could not be read: an incomplete snapshot is a failure.</exception>
    Task<StepReport> SnapshotAsync(Snapshot snapshot, Artifacts.IArtifactStore artifacts, OperationContext operation, CancellationToken cancellationToken);
}
