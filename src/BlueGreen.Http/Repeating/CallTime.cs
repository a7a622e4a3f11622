using Polly;

namespace BlueGreen.Http.Repeating;

/// <summary>How much of a call's total time is left. The outermost strategy of the pipeline notes when the call began.</summary>
internal sealed class CallTime(TimeSpan total, TimeProvider clock) : ResilienceStrategy<HttpResponseMessage>
{
    private static readonly ResiliencePropertyKey<long> Begun = new("BlueGreen.Http.Begun");

    public TimeSpan Left(ResilienceContext context) =>
        context.Properties.TryGetValue(Begun, out var begun) ? total - clock.GetElapsedTime(begun) : total;

    protected override ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        context.Properties.Set(Begun, clock.GetTimestamp());
        return callback(context, state);
    }
}
