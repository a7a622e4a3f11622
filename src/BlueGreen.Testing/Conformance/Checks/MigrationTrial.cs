using System.Collections.Immutable;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>A trial of a migration runner.</summary>
internal sealed class MigrationTrial(MigrationRunnerFixture fixture, TrialSetting setting) : Trial(fixture, setting)
{
    private long _intent;

    public MigrationRunnerFixture Fixture => fixture;

    public ImmutableArray<string> Expand => fixture.Expand;

    public Task<IMigrationRunner> CreateAsync() => fixture.CreateAsync(Cancellation);

    public OperationContext Next(string name) => Operation($"{name}-{++_intent}", _intent);

    /// <summary>The same operation under a newer token, as it is settled.</summary>
    public OperationContext Newer(OperationContext operation) => operation with { Token = new(operation.Token.Epoch, ++_intent) };

    public async Task<StepReport> MigrateAsync(IMigrationRunner runner, MigrationPhase phase, OperationContext operation)
    {
        var report = await CallAsync($"MigrateAsync({phase}) as {operation.Operation}", ct => runner.MigrateAsync(phase, operation, ct)).ConfigureAwait(false);
        Expect(report.Passed, $"the report says that it did not pass: {report.Summary}");
        return report;
    }

    public Task<StepReport> RevertAsync(IMigrationRunner runner, OperationContext operation) =>
        CallAsync($"RevertAsync as {operation.Operation}", ct => runner.RevertAsync(operation, ct));

    public Task CancelAsync(IMigrationRunner runner, OperationContext run) =>
        CallAsync($"CancelAsync as {run.Operation}", ct => runner.CancelAsync(Newer(run), ct));

    public async Task<ImmutableArray<MigrationEntry>> ReadAsync(IMigrationRunner runner)
    {
        var status = await CallAsync("ReadAsync", ct => runner.ReadAsync(Next("read"), ct)).ConfigureAwait(false);
        Expect(status.IsKnown, $"ReadAsync answered {status}");
        return status.Value!.Migrations;
    }

    /// <summary>Expects exactly these migrations to be applied, by what the runner says and by what the database shows.</summary>
    public async Task ExpectAppliedAsync(IMigrationRunner runner, params ImmutableArray<string> names)
    {
        var applied = (await ReadAsync(runner).ConfigureAwait(false)).Where(entry => entry.State == MigrationState.Applied).Select(entry => entry.Name).ToArray();
        Expect(applied.SequenceEqual(names), $"ReadAsync says that [{string.Join(", ", applied)}] are applied, not [{string.Join(", ", names)}]");
        foreach (var name in fixture.Expand.Concat(fixture.Contract))
        {
            var isThere = await fixture.IsAppliedAsync(name, Cancellation).ConfigureAwait(false);
            Expect(isThere == names.Contains(name), $"the database {(isThere ? "shows" : "does not show")} {name}");
        }
    }

    public async Task<IAsyncDisposable> BreakAsync(string name)
    {
        var broken = await fixture.BreakAsync(name, Cancellation).ConfigureAwait(false) ?? throw Exempt("the fixture does not override BreakAsync");
        Note($"broke {name}");
        return broken;
    }

    public async Task<IAsyncDisposable> HoldAsync(string name)
    {
        var held = await fixture.HoldAsync(name, Cancellation).ConfigureAwait(false) ?? throw Exempt("the fixture does not override HoldAsync");
        Note($"made {name} wait");
        return held;
    }
}
