using Polly;
using Polly.Telemetry;

namespace BlueGreen.Http.Breaking;

/// <summary>Asks a breaker before each call, and tells it what came of it.</summary>
internal sealed class BreakerStrategy<TResult>(DependencyBreaker breaker, Func<Outcome<TResult>, bool> isFailure, ResilienceStrategyTelemetry telemetry) : ResilienceStrategy<TResult>
{
    protected override async ValueTask<Outcome<TResult>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<TResult>>> callback, ResilienceContext context, TState state)
    {
        if (!breaker.TryEnter(out var pass, out var refusal))
        {
            telemetry.SetTelemetrySource(refusal);
            return Outcome.FromException<TResult>(refusal);
        }

        var verdict = BreakerVerdict.Nothing;
        try
        {
            var outcome = await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext);
            verdict = Judge(outcome, context);
            return outcome;
        }
        finally
        {
            breaker.Leave(pass, verdict);
        }
    }

    private BreakerVerdict Judge(Outcome<TResult> outcome, ResilienceContext context) =>
        outcome.Exception is OperationCanceledException && context.CancellationToken.IsCancellationRequested ? BreakerVerdict.Nothing
        : isFailure(outcome) ? BreakerVerdict.Failure
        : outcome.Exception is null ? BreakerVerdict.Success
        : BreakerVerdict.Nothing;
}
