using BlueGreen.Plans;

namespace BlueGreen.Postgres.Recovery;

/// <summary>A plan's step that sets a restore point of the rollout's and the stage's name. Repeated after a crash it sets one more of that name; recovery stops at the first.</summary>
internal sealed class RestorePointStep(PostgresRestorePoints points, RestorePointFailure failure) : ICustomStepHandler, IPreflightCheck
{
    public const string What = "restore point";

    private const string Policy = "where it cannot be set";

    public ProviderIdentity Identity => points.Identity;

    /// <summary>The policy, as the plan keeps and shows it.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { [Policy] = Words(failure) };

    /// <summary>A server that cannot is found before anything is changed. Where the plan only warns, so does this.</summary>
    public async Task<CheckResult> PreflightAsync(OperationContext operation, CancellationToken cancellationToken)
    {
        var problem = await points.FindUnfitnessAsync(cancellationToken).ConfigureAwait(false);
        return problem is null ? CheckResult.Pass("the archiver works")
            : failure == RestorePointFailure.Warn ? CheckResult.Pass($"the rollout goes on without restore points: {problem}")
            : CheckResult.Fail(problem);
    }

    public async Task<StepReport> RunAsync(CustomStep step, OperationContext operation, CancellationToken cancellationToken)
    {
        var name = RestorePointName.Of(operation.Application, operation.Rollout.Value, step.Before is { } next ? $"before {next}" : step.Name);
        using var limit = new CancellationTokenSource(operation.TimeLeft * 0.9, points.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var point = await points.SetAsync(name, either.Token).ConfigureAwait(false);
            return StepReport.Pass($"{What} {point}") with { RecoveryPoints = [points.Describe(point)] };
        }
        catch (Exception e) when (MayGoOn(step) && !cancellationToken.IsCancellationRequested && e is ProviderException or OperationCanceledException)
        {
            var why = e is ProviderException ? e.Message : $"it took more than {operation.TimeLeft * 0.9}.";
            return StepReport.Pass($"the rollout goes on without {What} '{name}': {why}") with { Findings = [new(What, false, why)] };
        }
    }

    public Task<StepReport> UndoAsync(CustomStep step, OperationContext operation, CancellationToken cancellationToken) => Task.FromResult(StepReport.Pass("a restore point stays"));

    private static bool MayGoOn(CustomStep step) => step.Settings.GetValueOrDefault(Policy) == Words(RestorePointFailure.Warn);

    private static string Words(RestorePointFailure failure) => failure == RestorePointFailure.Warn ? "warn, and go on" : "fail the stage";
}
