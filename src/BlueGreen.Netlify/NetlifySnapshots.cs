using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using BlueGreen.Artifacts;
using BlueGreen.Netlify.Snapshots;

namespace BlueGreen.Netlify;

/// <summary>
/// Records what is live at a site, its environment variables with all contexts and scopes, and its DNS zone, and restores them. What cannot be read fails; it is never taken for empty. The artifacts hold
/// the values of variables in the clear: keep them where variables may be kept. Thread-safe.
/// </summary>
/// <param name="site">The site, which outlives this.</param>
public sealed partial class NetlifySnapshots(NetlifySite site) : ISnapshotProvider
{
    private readonly NetlifySite _site = site ?? throw new ArgumentNullException(nameof(site));
    private readonly SnapshotReader _reader = new(site);

    /// <inheritdoc/>
    public ProviderIdentity Identity { get; } = site.Identify("snapshots");

    /// <summary>The deployment and the variables; DNS records where the options name a zone.</summary>
    public ImmutableArray<SnapshotKind> Snapshots { get; } =
        site.Options.DnsZone is null ? [SnapshotKind.Deployment, SnapshotKind.Variables] : [SnapshotKind.Deployment, SnapshotKind.Variables, SnapshotKind.Dns];

    /// <inheritdoc/>
    public async Task<StepReport> SnapshotAsync(Snapshot snapshot, IArtifactStore artifacts, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(artifacts);
        ArgumentNullException.ThrowIfNull(operation);
        cancellationToken.ThrowIfCancellationRequested();
        if (!Snapshots.Contains(snapshot.Kind))
        {
            throw ProviderException.Permanent(
                $"Recording {snapshot.Kind} of site {_site.Name} was refused: this records {string.Join(", ", Snapshots)}{(_site.Options.DnsZone is null ? ", and DNS records once NetlifyOptions.DnsZone is set" : "")}. Bind another provider for it.");
        }

        var name = SnapshotStore.NameOf(operation, snapshot.Kind);
        return snapshot.Kind switch
        {
            SnapshotKind.Deployment => await DeploymentAsync(artifacts, name, cancellationToken).ConfigureAwait(false),
            SnapshotKind.Variables => await VariablesAsync(artifacts, name, cancellationToken).ConfigureAwait(false),
            _ => await DnsAsync(artifacts, name, cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<StepReport> DeploymentAsync(IArtifactStore artifacts, ArtifactName name, CancellationToken cancellationToken)
    {
        var taken = await _reader.DeploymentAsync(cancellationToken).ConfigureAwait(false);
        await KeepAsync(artifacts, name, taken, SnapshotJson.Default.DeploymentSnapshot, snapshot => snapshot.Format, cancellationToken).ConfigureAwait(false);
        return StepReport.Pass($"{taken.Live?.ToString() ?? "no deployment"} is live; kept as {name}");
    }

    private async Task<StepReport> VariablesAsync(IArtifactStore artifacts, ArtifactName name, CancellationToken cancellationToken)
    {
        var taken = await _reader.VariablesAsync(cancellationToken).ConfigureAwait(false);
        await KeepAsync(artifacts, name, taken, SnapshotJson.Default.VariablesSnapshot, snapshot => snapshot.Format, cancellationToken).ConfigureAwait(false);
        return StepReport.Pass($"{taken.Variables.Length} variables kept as {name}{(taken.Unrecoverable.IsEmpty ? "" : $"; unrecoverable, since Netlify does not tell secrets: {string.Join(", ", taken.Unrecoverable)}")}");
    }

    private async Task<StepReport> DnsAsync(IArtifactStore artifacts, ArtifactName name, CancellationToken cancellationToken)
    {
        var taken = await _reader.DnsAsync(cancellationToken).ConfigureAwait(false);
        await KeepAsync(artifacts, name, taken, SnapshotJson.Default.DnsSnapshot, snapshot => snapshot.Format, cancellationToken).ConfigureAwait(false);
        return StepReport.Pass($"{taken.Records.Length} DNS records of {taken.Zone} kept as {name}");
    }

    /// <summary>Writes, and reads back what a restore would read.</summary>
    private static async Task KeepAsync<T>(IArtifactStore artifacts, ArtifactName name, T taken, JsonTypeInfo<T> type, Func<T, int> format, CancellationToken cancellationToken)
        where T : class
    {
        await SnapshotStore.WriteAsync(artifacts, name, taken, type, cancellationToken).ConfigureAwait(false);
        await SnapshotStore.ReadAsync(artifacts, name, type, format, cancellationToken).ConfigureAwait(false);
    }
}
