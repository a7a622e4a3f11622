using System.Collections.Immutable;

namespace BlueGreen.Testing.Conformance;

/// <summary>What the kit of <see cref="IMigrationRunner"/> needs besides the runner: a database with pending migrations, a new one for each check.</summary>
public abstract class MigrationRunnerFixture : ConformanceFixture
{
    /// <summary>The names of the pending expand migrations, in the order in which they run; at least two, all of which can be reverted.</summary>
    public abstract ImmutableArray<string> Expand { get; }

    /// <summary>The names of the pending contract migrations, in the order in which they run; at least one.</summary>
    public abstract ImmutableArray<string> Contract { get; }

    /// <summary>Makes a runner; called again, it makes one as another process would, for the same database.</summary>
    /// <param name="cancellationToken">Stops making it.</param>
    public abstract Task<IMigrationRunner> CreateAsync(CancellationToken cancellationToken);

    /// <summary>Whether the database itself shows what a migration did.</summary>
    /// <param name="migration">Its name.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public abstract Task<bool> IsAppliedAsync(string migration, CancellationToken cancellationToken);

    /// <summary>How often the statements of a migration were run to their end, such as the rows that each run adds. Default: null, and the checks that need it are reported as exempted.</summary>
    /// <param name="migration">Its name.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public virtual Task<int?> CountRunsAsync(string migration, CancellationToken cancellationToken) => Task.FromResult<int?>(null);

    /// <summary>Makes a migration fail until the result is disposed. Default: null, and the checks that need it are reported as exempted.</summary>
    /// <param name="migration">Its name.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    public virtual Task<IAsyncDisposable?> BreakAsync(string migration, CancellationToken cancellationToken) => Task.FromResult<IAsyncDisposable?>(null);

    /// <summary>Makes a migration's statement wait, as for a lock, until the result is disposed. Default: null, and the checks that need it are reported as exempted.</summary>
    /// <param name="migration">Its name.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    public virtual Task<IAsyncDisposable?> HoldAsync(string migration, CancellationToken cancellationToken) => Task.FromResult<IAsyncDisposable?>(null);

    /// <summary>Waits until a held migration's statement is waiting. Needed where <see cref="HoldAsync"/> is overridden.</summary>
    /// <param name="migration">Its name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public virtual Task UntilWaitingAsync(string migration, CancellationToken cancellationToken) => Task.CompletedTask;
}
