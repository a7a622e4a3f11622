using System.Collections.Immutable;
using System.Globalization;
using BlueGreen.Artifacts;
using BlueGreen.Postgres.Backups.Beside;
using BlueGreen.Postgres.Backups.Dumping;
using BlueGreen.Postgres.Backups.Keeping;
using BlueGreen.Postgres.Migrations.Reverting;

namespace BlueGreen.Postgres.Backups;

/// <summary>
/// Takes backups of a PostgreSQL database under load, proves them by restoring them beside it, and restores them. No migration runs while a dump does, and no dump while migrations do. Thread-safe.
/// </summary>
public sealed partial class PostgresBackups
{
    private readonly BackupSource _source;
    private readonly IArtifactStore _artifacts;
    private readonly string _owner;
    private readonly BackupShelf _shelf;

    /// <summary>Nothing is connected until the first call.</summary>
    /// <param name="connectionString">The database, in the words of Npgsql, without a pooler before it. The role has to read all tables; for a proof on the same server it needs <c>CREATEDB</c>.</param>
    /// <param name="artifacts">Where backups are kept. Not in the database that they are to bring back.</param>
    /// <param name="owner">The application that they belong to.</param>
    /// <param name="options">The settings. Default: all defaults.</param>
    /// <param name="clock">Paces and names. Default: the system's.</param>
    /// <exception cref="ArgumentException">The connection string or a setting makes no sense.</exception>
    public PostgresBackups(string connectionString, IArtifactStore artifacts, string owner, PostgresBackupOptions? options = null, TimeProvider? clock = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        ArgumentNullException.ThrowIfNull(artifacts);
        ArgumentException.ThrowIfNullOrWhiteSpace(owner);
        _source = new(connectionString, Checked(options ?? new()), clock ?? TimeProvider.System);
        (_artifacts, _owner, _shelf) = (artifacts, owner, new(artifacts, owner));
    }

    /// <summary>Takes a backup of the database as it is now. When it fails, nothing of it stays.</summary>
    /// <param name="verify">Whether to prove it: what was kept is read back, restored into a side database and compared with what the dump's own snapshot held: rows, sequences, large objects and schema. Default: yes.</param>
    /// <param name="cancellationToken">Stops it; nothing is kept.</param>
    /// <exception cref="ProviderException">A program is missing or does not fit, the dump failed, it could not be kept, or what came back is not what was dumped.</exception>
    public Task<DatabaseBackup> TakeAsync(bool verify = true, CancellationToken cancellationToken = default) =>
        new BackupTaker(_source, _artifacts, _owner).TakeAsync(NewName(), verify, isUnderRunner: false, cancellationToken);

    /// <summary>Takes a proven backup for a revert, as <see cref="RevertConfirmation.Backup"/>: the migration runner that calls it keeps other migrations out already.</summary>
    /// <param name="plan">The revert.</param>
    /// <param name="cancellationToken">Stops it; nothing is kept.</param>
    /// <returns>The backup's name.</returns>
    /// <exception cref="ProviderException">As when one is taken by hand.</exception>
    public async Task<string> BeforeRevertAsync(RevertPlan plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return (await new BackupTaker(_source, _artifacts, _owner).TakeAsync(NewName(), verify: true, isUnderRunner: true, cancellationToken).ConfigureAwait(false)).Name;
    }

    /// <summary>Lists the owner's backups, newest first.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ProviderException">A manifest is damaged or of another format.</exception>
    public Task<ImmutableArray<DatabaseBackup>> ListAsync(CancellationToken cancellationToken = default) => _shelf.ListAsync(cancellationToken);

    /// <summary>Finds a backup by its name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ProviderException">There is none, or its manifest is damaged.</exception>
    public Task<DatabaseBackup> FindAsync(string name, CancellationToken cancellationToken = default) => _shelf.FindAsync(name, cancellationToken);

    /// <summary>Proves a backup once more, such as each night.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The manifest with the new <see cref="DatabaseBackup.VerifiedAt"/>, which is kept.</returns>
    /// <exception cref="ProviderException">It is damaged, or does not bring back what was dumped.</exception>
    public async Task<DatabaseBackup> VerifyAsync(DatabaseBackup backup, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(backup);
        var tools = await ServerTools.FindAsync(_source.Verifying, ["pg_restore"], cancellationToken).ConfigureAwait(false);
        using var folder = WorkFolder.Create(_source.Options.WorkFolder);
        var proven = await new BackupProof(_source, _artifacts, tools).RunAsync(backup, folder, cancellationToken).ConfigureAwait(false);
        await _shelf.PutAsync(proven, cancellationToken).ConfigureAwait(false);
        return proven;
    }

    /// <summary>Deletes a backup; harmless when there is none of that name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task DeleteAsync(string name, CancellationToken cancellationToken = default) => _shelf.RemoveAsync(name, cancellationToken);

    /// <summary>Takes the backup of an operation; repeated, it begins anew and leaves one.</summary>
    internal Task<DatabaseBackup> TakeForAsync(OperationContext operation, bool verify, CancellationToken cancellationToken) =>
        new BackupTaker(_source, _artifacts, _owner).TakeAsync($"{_source.Database}-{operation.Operation}", verify, isUnderRunner: false, cancellationToken);

    internal static PostgresBackupOptions Checked(PostgresBackupOptions options)
    {
        var result = new PostgresBackupOptionsValidator().Validate(null, options);
        return result.Failed ? throw new ArgumentException($"Backups cannot be made like this: {result.FailureMessage}", nameof(options)) : options;
    }

    private string NewName() => string.Create(CultureInfo.InvariantCulture, $"{_source.Database}-{_source.Clock.GetUtcNow():yyyyMMdd-HHmmss}-{Guid.NewGuid().ToString("n")[..6]}");
}
