using System.Collections.Immutable;
using System.Text;
using BlueGreen.Artifacts;

namespace BlueGreen.Testing.Reference;

/// <summary>
/// DNS records, a cache and variables in memory that keep every promise of <see cref="IDns"/>, <see cref="ICdn"/> and <see cref="ISnapshotProvider"/>: to read, to test against,
/// and to try kits and tools with. Thread-safe.
/// </summary>
/// <param name="faults">Trouble to meet; null for none.</param>
public sealed class ReferenceEdge(ReferenceFaults? faults = null) : IDns, ICdn, ISnapshotProvider
{
    private readonly ReferenceFaults _faults = faults ?? new();
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, string> _records = new(StringComparer.Ordinal);
    private bool _isCached;

    /// <inheritdoc/>
    public ProviderIdentity Identity { get; } = new("reference-edge", "1");

    /// <summary>DNS records.</summary>
    public ImmutableArray<SnapshotKind> Snapshots { get; } = [SnapshotKind.Dns];

    /// <summary>Whether the cache holds answers; set it to fill the cache.</summary>
    public bool IsCached
    {
        get => Locked(() => _isCached);
        set => Locked(() => _isCached = value);
    }

    /// <summary>Where a host name points; null when nowhere.</summary>
    /// <param name="host">The host name.</param>
    public string? Resolve(string host) => Locked(() => _records.GetValueOrDefault(host));

    /// <inheritdoc/>
    public async Task PointAsync(string host, Deployment target, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        await _faults.EnterAsync($"Pointing {host} at {target}", cancellationToken).ConfigureAwait(false);
        Locked(() => _records[host] = target.Url.Host);
        _faults.Leave();
    }

    /// <inheritdoc/>
    public async Task PurgeAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        await _faults.EnterAsync("Purging the cache", cancellationToken).ConfigureAwait(false);
        Locked(() => _isCached = false);
        _faults.Leave();
    }

    /// <inheritdoc/>
    public async Task<StepReport> SnapshotAsync(Snapshot snapshot, IArtifactStore artifacts, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(artifacts);
        ArgumentNullException.ThrowIfNull(operation);
        await _faults.EnterAsync($"Recording {snapshot.Kind}", cancellationToken).ConfigureAwait(false);
        if (!Snapshots.Contains(snapshot.Kind))
        {
            throw ProviderException.Permanent($"Recording {snapshot.Kind} was refused: the reference edge records {string.Join(", ", Snapshots)}. Bind another provider for it.");
        }

        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Locked(() => string.Join('\n', _records.Select(record => $"{record.Key} {record.Value}")))));
        var name = new ArtifactName(operation.Rollout.Value, $"{operation.Operation}-dns.txt");
        await artifacts.WriteAsync(name, content, cancellationToken).ConfigureAwait(false);
        _faults.Leave();
        return StepReport.Pass($"{Locked(() => _records.Count)} records in {name}");
    }

    private T Locked<T>(Func<T> act)
    {
        lock (_gate)
        {
            return act();
        }
    }
}
