using System.Collections.Immutable;
using System.Globalization;

namespace BlueGreen.Processes;

/// <summary>
/// The state folder of one application: <c>live.json</c>, and <c>deployments/</c> with a record and the output of each deployment.
/// Written only by who holds the lock; readable at any time.
/// </summary>
internal sealed class DeploymentDirectory(string root, TimeProvider clock)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly string _deployments = Path.Combine(root, "deployments");

    public string Root => root;

    public bool Exists => Directory.Exists(_deployments);

    private string LivePath => Path.Combine(root, "live.json");

    public Task<DirectoryLock> LockAsync(CancellationToken cancellationToken)
    {
        CreateFolders();
        return DirectoryLock.AcquireAsync(Path.Combine(root, "lock"), clock, cancellationToken);
    }

    /// <summary>Changes the folder on behalf of an operation: alone, and unless its driver has been deposed.</summary>
    public async Task<T> ChangeAsync<T>(OperationContext operation, Func<T> change, CancellationToken cancellationToken)
    {
        using var held = await LockAsync(cancellationToken).ConfigureAwait(false);
        EpochFence.Pass(this, operation);
        return change();
    }

    public LiveRecord ReadLive() => AtomicFile.Read(LivePath, DeploymentJson.Default.LiveRecord) ?? LiveRecord.None;

    public void SaveLive(LiveRecord live) => AtomicFile.Write(LivePath, live, DeploymentJson.Default.LiveRecord);

    public DeploymentRecord? Find(string deployment) =>
        SafeName.IsSafe(deployment) ? Read(RecordPath(deployment)) : null;

    public DeploymentRecord? FindOperation(OperationId operation) =>
        Records($"*-{SafeName.Mark(operation.Value)}.json").FirstOrDefault(record => record.Operation == operation.Value);

    public ImmutableArray<DeploymentRecord> All() => Records("*.json");

    public ImmutableArray<RetainedDeployment> ListRetained()
    {
        var live = ReadLive().Live;
        return
        [
            .. All()
                .Where(record => record.IsComplete)
                .OrderByDescending(record => record.CreatedAt)
                .ThenBy(record => record.Deployment, StringComparer.Ordinal)
                .Select(record => new RetainedDeployment(record.ToDeployment(), record.CreatedAt, IsLocked: record.Deployment == live)),
        ];
    }

    public DeploymentRecord Save(DeploymentRecord record)
    {
        AtomicFile.Write(RecordPath(record.Deployment), record, DeploymentJson.Default.DeploymentRecord);
        return record;
    }

    public void Delete(string deployment)
    {
        foreach (var output in Directory.GetFiles(_deployments, $"{deployment}.*.log"))
        {
            File.Delete(output);
        }

        File.Delete(RecordPath(deployment));
        Posix.SyncDirectory(_deployments);
    }

    public string OutputPath(DeploymentRecord record) =>
        Path.Combine(_deployments, string.Create(CultureInfo.InvariantCulture, $"{record.Deployment}.{record.Start}.log"));

    public ProcessMarker MarkerOf(string operation) => new(root, operation);

    private string RecordPath(string deployment) => Path.Combine(_deployments, deployment + ".json");

    private static DeploymentRecord? Read(string path) => AtomicFile.Read(path, DeploymentJson.Default.DeploymentRecord);

    private ImmutableArray<DeploymentRecord> Records(string pattern) =>
        Exists
            ? [.. Directory.GetFiles(_deployments, pattern).Select(Read).OfType<DeploymentRecord>()]
            : [];

    private void CreateFolders()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_deployments);
        }
        else
        {
            Directory.CreateDirectory(root, OwnerOnly);
            Directory.CreateDirectory(_deployments, OwnerOnly);
        }
    }
}
