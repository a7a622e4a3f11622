using System.Collections.Immutable;

namespace BlueGreen.Testing.Reference;

/// <summary>
/// A runner in memory that keeps every promise of <see cref="IMigrationRunner"/>: to read, to test against, and to try kits and tools with. Its database is a set of the names
/// of applied migrations. Thread-safe.
/// </summary>
public sealed class ReferenceMigrationRunner : IMigrationRunner, IDisposable
{
    private readonly ReferenceFaults _faults;
    private readonly SemaphoreSlim _lock = new(1);
    private readonly Lock _gate = new();
    private readonly ImmutableArray<ReferenceMigration> _migrations;
    private readonly Dictionary<OperationId, WriteToken> _settled = [];

    /// <summary>Makes a runner whose migrations are all pending.</summary>
    /// <param name="expand">The names of the expand migrations, in order.</param>
    /// <param name="contract">The names of the contract migrations, in order.</param>
    /// <param name="faults">Trouble to meet; null for none.</param>
    public ReferenceMigrationRunner(ImmutableArray<string> expand, ImmutableArray<string> contract, ReferenceFaults? faults = null)
    {
        _faults = faults ?? new();
        _migrations = [.. expand.Select(name => new ReferenceMigration(name, MigrationPhase.Expand)), .. contract.Select(name => new ReferenceMigration(name, MigrationPhase.Contract))];
    }

    /// <inheritdoc/>
    public ProviderIdentity Identity { get; } = new("reference-migrations", "1");

    /// <summary>How often a migration was run to its end.</summary>
    /// <param name="migration">Its name.</param>
    public int CountRuns(string migration) => Locked(() => Get(migration).Runs);

    /// <summary>Whether a migration is applied.</summary>
    /// <param name="migration">Its name.</param>
    public bool IsApplied(string migration) => Locked(() => Get(migration).State == MigrationState.Applied);

    /// <summary>Says whether a migration fails when it is run.</summary>
    /// <param name="migration">Its name.</param>
    /// <param name="isBroken">Whether it does.</param>
    public void Break(string migration, bool isBroken = true) => Locked(() => Get(migration).IsBroken = isBroken);

    /// <summary>Makes a migration wait when it is run, until the result is disposed.</summary>
    /// <param name="migration">Its name.</param>
    public IDisposable Hold(string migration) => Locked(() => Get(migration).Hold());

    /// <summary>Waits until a held migration is being run.</summary>
    /// <param name="migration">Its name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task UntilWaitingAsync(string migration, CancellationToken cancellationToken) => Locked(() => Get(migration).Waiting).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<Observed<MigrationStatus>> ReadAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        try
        {
            await _faults.EnterAsync("Reading the migrations", cancellationToken).ConfigureAwait(false);
            return Observed.Known(new MigrationStatus(Locked(() => _migrations
                .OrderBy(migration => migration.State != MigrationState.Applied).Select(migration => migration.ToEntry()).ToImmutableArray())));
        }
        catch (ProviderException e)
        {
            return Observed.Unknown<MigrationStatus>(e.Message);
        }
    }

    /// <inheritdoc/>
    public async Task<StepReport> MigrateAsync(MigrationPhase phase, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        await _faults.EnterAsync($"Migrating ({phase})", cancellationToken).ConfigureAwait(false);
        await _lock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var migration in _migrations.Where(migration => migration.Phase == phase && migration.State != MigrationState.Applied))
            {
                await RunAsync(migration, operation, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _lock.Release();
        }

        _faults.Leave();
        return Locked(() => StepReport.From(_migrations
            .Where(migration => migration.Phase == phase && migration.Operation == operation.Operation)
            .Select(migration => new Finding(migration.Name, true, "applied"))));
    }

    /// <inheritdoc/>
    public async Task<StepReport> RevertAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        await _faults.EnterAsync("Reverting", cancellationToken).ConfigureAwait(false);
        await _lock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Locked(() => StepReport.From(_migrations
                .Where(migration => migration.Phase == MigrationPhase.Expand && migration.Rollout == operation.Rollout)
                .Reverse()
                .Select(migration => migration.Revert())
                .ToArray()));
        }
        finally
        {
            _lock.Release();
        }
    }

    /// <inheritdoc/>
    public async Task CancelAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        await _faults.EnterAsync($"Settling {operation.Operation}", cancellationToken).ConfigureAwait(false);
        Locked(() =>
        {
            _settled[operation.Operation] = operation.Token;
            return _migrations.Where(migration => migration.Operation == operation.Operation).Count(migration => migration.End());
        });
    }

    /// <summary>Frees the lock.</summary>
    public void Dispose() => _lock.Dispose();

    private async Task RunAsync(ReferenceMigration migration, OperationContext operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var statement = Locked(() =>
        {
            Fence(operation);
            return migration.Begin(operation);
        });
        try
        {
            await statement.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Locked(() => migration.Interrupt("cancelled"));
            throw;
        }

        Locked(() =>
        {
            if (_settled.ContainsKey(operation.Operation))
            {
                migration.Interrupt("settled");
            }

            Fence(operation);
            return migration.Finish();
        });
    }

    private void Fence(OperationContext operation)
    {
        if (_settled.TryGetValue(operation.Operation, out var token) && operation.Token < token)
        {
            throw ProviderException.Permanent($"Migrating as {operation.Operation} with token {operation.Token} was refused: the operation was settled under {token}. Leave it be.");
        }
    }

    private ReferenceMigration Get(string name) => _migrations.First(migration => migration.Name == name);

    private T Locked<T>(Func<T> act)
    {
        lock (_gate)
        {
            return act();
        }
    }
}
