using Polly;
using Polly.Retry;

namespace BlueGreen.Http.Repeating;

/// <summary>Whether and when a request is sent again.</summary>
internal sealed class RepeatRule(HttpResilienceOptions options, CallTime time, TimeProvider clock)
{
    public RetryStrategyOptions<HttpResponseMessage> ToOptions() => new()
    {
        Name = "BlueGreen.Retry",
        MaxRetryAttempts = options.Retries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.RetryDelay,
        MaxDelay = options.MaxRetryDelay,
        ShouldHandle = args => ValueTask.FromResult(ShouldRepeat(args.Context, args.Outcome, args.AttemptNumber)),
        DelayGenerator = args => ValueTask.FromResult(RetryAfter.Read(args.Outcome.Result, clock)),
    };

    private bool ShouldRepeat(ResilienceContext context, Outcome<HttpResponseMessage> outcome, int attempt) =>
        !context.CancellationToken.IsCancellationRequested
        && HttpFailure.MayPass(outcome)
        && (context.GetRequestMessage() ?? outcome.Result?.RequestMessage) is { } request
        && RepeatableRequest.IsRepeatable(request, options.IdempotencyKeyHeader)
        && (RetryAfter.Read(outcome.Result, clock) ?? Usual(attempt)) < time.Left(context);

    private TimeSpan Usual(int attempt)
    {
        var doubled = options.RetryDelay * Math.Pow(2, attempt);
        return doubled < options.MaxRetryDelay ? doubled : options.MaxRetryDelay;
    }
}
