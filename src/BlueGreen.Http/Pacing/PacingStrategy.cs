using BlueGreen.Http.Repeating;
using Microsoft.Extensions.Logging;
using Polly;

namespace BlueGreen.Http.Pacing;

/// <summary>Waits while a dependency's rate limit is used up, where waiting is short; else says when to come back.</summary>
internal sealed class PacingStrategy(string dependency, TimeSpan longest, CallTime time, TimeProvider clock, ILogger logger) : ResilienceStrategy<HttpResponseMessage>
{
    private readonly Pace _pace = new(clock);

    protected override async ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        try
        {
            while (_pace.Take() is var wait && wait > TimeSpan.Zero)
            {
                if (wait > longest || wait >= time.Left(context))
                {
                    return Outcome.FromException<HttpResponseMessage>(Throttled(wait));
                }

                logger.Paused(dependency, wait);
                await Task.Delay(wait, clock, context.CancellationToken).ConfigureAwait(context.ContinueOnCapturedContext);
            }
        }
        catch (OperationCanceledException cancelled)
        {
            return Outcome.FromException<HttpResponseMessage>(cancelled);
        }

        var outcome = await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext);
        if (outcome.Result is { } answer && RateLimitHeaders.Read(answer, clock) is { } limit)
        {
            _pace.Learn(limit);
        }

        return outcome;
    }

    private ProviderException Throttled(TimeSpan wait) => ProviderException.Throttled(
        $"{dependency} was not asked: its rate limit is used up for another {wait.TotalSeconds:0.#} s, longer than a request waits (MaxPause, TotalTimeout). Ask less often, or later.", wait);
}
