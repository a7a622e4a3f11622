using BlueGreen.Artifacts;
using BlueGreen.Netlify.Api;
using BlueGreen.Netlify.Publishing;
using BlueGreen.Netlify.Snapshots;

namespace BlueGreen.Netlify;

/// <content>Restoring what was recorded. Each call is absolute and repeatable: what is as recorded already is left alone.</content>
public sealed partial class NetlifySnapshots
{
    /// <summary>Makes the deployment live again that was live. Nothing is done where none was.</summary>
    /// <param name="artifacts">Where the snapshot is.</param>
    /// <param name="name">Its name, as the report of the snapshot says it.</param>
    /// <param name="operation">On whose behalf.</param>
    /// <param name="cancellationToken">Cancels the call; it may have taken effect.</param>
    public async Task<StepReport> RestoreDeploymentAsync(IArtifactStore artifacts, ArtifactName name, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(artifacts);
        ArgumentNullException.ThrowIfNull(operation);
        var snapshot = await SnapshotStore.ReadAsync(artifacts, name, SnapshotJson.Default.DeploymentSnapshot, taken => taken.Format, cancellationToken).ConfigureAwait(false);
        if (snapshot.Live is not { } live)
        {
            return StepReport.Pass("no deployment was live when the snapshot was taken");
        }

        await _site.AloneAsync(() => new Publisher(_site).PublishAsync(live.Id.Value, operation, cancellationToken), cancellationToken).ConfigureAwait(false);
        return StepReport.Pass($"{live} is live again");
    }

    /// <summary>
    /// Sets the variables as they were: creates what is missing, replaces what differs, and deletes what was added since, unless its value could not be read then. Secrets are left as they are; the report
    /// does not pass when one of them is gone.
    /// </summary>
    /// <param name="artifacts">Where the snapshot is.</param>
    /// <param name="name">Its name, as the report of the snapshot says it.</param>
    /// <param name="cancellationToken">Cancels the call; repeat it then.</param>
    public async Task<StepReport> RestoreVariablesAsync(IArtifactStore artifacts, ArtifactName name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(artifacts);
        var snapshot = await SnapshotStore.ReadAsync(artifacts, name, SnapshotJson.Default.VariablesSnapshot, taken => taken.Format, cancellationToken).ConfigureAwait(false);
        return await new VariablesRestorer(_site, _reader).RestoreAsync(snapshot, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sets the records of the zone as they were: deletes what was added since, then creates what is missing. Records that Netlify manages are left as they are.</summary>
    /// <param name="artifacts">Where the snapshot is.</param>
    /// <param name="name">Its name, as the report of the snapshot says it.</param>
    /// <param name="cancellationToken">Cancels the call; repeat it then.</param>
    public async Task<StepReport> RestoreDnsAsync(IArtifactStore artifacts, ArtifactName name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(artifacts);
        var snapshot = await SnapshotStore.ReadAsync(artifacts, name, SnapshotJson.Default.DnsSnapshot, taken => taken.Format, cancellationToken).ConfigureAwait(false);
        var present = await _reader.DnsAsync(cancellationToken).ConfigureAwait(false);
        if (!string.Equals(present.Zone, snapshot.Zone, StringComparison.OrdinalIgnoreCase))
        {
            throw ProviderException.Permanent($"The snapshot {name} is of DNS zone {snapshot.Zone}, and the options name {present.Zone}. Set NetlifyOptions.DnsZone to the former.");
        }

        var zone = (await new ZoneFinder(_site).FindAsync(cancellationToken).ConfigureAwait(false)).Id!;
        var added = Without(present.Records, snapshot.Records);
        foreach (var record in added)
        {
            await _site.Client.DeleteDnsRecordAsync(zone, record.Id!, cancellationToken).ConfigureAwait(false);
        }

        var missing = Without(snapshot.Records, present.Records);
        foreach (var record in missing)
        {
            await _site.Client.CreateDnsRecordAsync(zone, record with { Id = null, Managed = null }, cancellationToken).ConfigureAwait(false);
        }

        return StepReport.Pass($"{missing.Count} DNS records of {snapshot.Zone} created, {added.Count} deleted, {snapshot.Records.Length - missing.Count} as they were");
    }

    /// <summary>Those records of one list that the other does not have, without those that Netlify manages.</summary>
    private static List<NetlifyDnsRecord> Without(IEnumerable<NetlifyDnsRecord> records, IEnumerable<NetlifyDnsRecord> others)
    {
        var known = others.Select(Content).ToHashSet();
        return [.. records.Where(record => record.Managed != true && !known.Contains(Content(record)))];
    }

    private static NetlifyDnsRecord Content(NetlifyDnsRecord record) => record with { Id = null, Managed = null };
}
