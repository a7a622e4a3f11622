using System.Collections.Immutable;
using BlueGreen.Testing.Conformance;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>The reference runner, or what is wrapped around it.</summary>
internal sealed class ReferenceMigrationFixture : MigrationRunnerFixture
{
    private readonly Away _away = new();
    private readonly ReferenceMigrationRunner _runner;
    private readonly Func<ReferenceMigrationRunner, IMigrationRunner>? _wrap;

    public ReferenceMigrationFixture(Func<ReferenceMigrationRunner, IMigrationRunner>? wrap = null)
    {
        _wrap = wrap;
        _runner = new(Expand, Contract, _away.Faults);
    }

    public override ImmutableArray<string> Expand { get; } = ["001-add-name", "002-fill-name", "003-index-name"];

    public override ImmutableArray<string> Contract { get; } = ["004-drop-title"];

    public override Task<IMigrationRunner> CreateAsync(CancellationToken cancellationToken) => Task.FromResult(_wrap?.Invoke(_runner) ?? _runner);

    public override Task<IAsyncDisposable?> TakeAwayAsync(CancellationToken cancellationToken) => _away.BeginAsync();

    public override Task<bool> IsAppliedAsync(string migration, CancellationToken cancellationToken) => Task.FromResult(_runner.IsApplied(migration));

    public override Task<int?> CountRunsAsync(string migration, CancellationToken cancellationToken) => Task.FromResult<int?>(_runner.CountRuns(migration));

    public override Task<IAsyncDisposable?> BreakAsync(string migration, CancellationToken cancellationToken)
    {
        _runner.Break(migration);
        return Task.FromResult<IAsyncDisposable?>(new Disposable(() => _runner.Break(migration, false)));
    }

    public override Task<IAsyncDisposable?> HoldAsync(string migration, CancellationToken cancellationToken) =>
        Task.FromResult<IAsyncDisposable?>(new Disposable(_runner.Hold(migration).Dispose));

    public override Task UntilWaitingAsync(string migration, CancellationToken cancellationToken) => _runner.UntilWaitingAsync(migration, cancellationToken);

    public override ValueTask DisposeAsync()
    {
        _runner.Dispose();
        return base.DisposeAsync();
    }
}
