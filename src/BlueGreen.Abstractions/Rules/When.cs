namespace BlueGreen;

/// <summary>What green is found to be beside blue, by tests that may be looked at as often as one likes.</summary>
public static class When
{
    /// <summary>
    /// Green is worse than blue, beyond chance: for <see cref="RolloutBuilder.RollBackWhen(WorseThanBlue, RollbackStrategy?)"/>. It compares errors, unless told
    /// otherwise by <see cref="WorseThanBlue.In(RatioMetric)"/>, at every sample from green's first request on, as long as blue has traffic too.
    /// </summary>
    /// <param name="falseAlarms">The share of rollouts of a release no worse than blue that it may ever roll back, all metrics and bakes together. Default: 1%, one of a hundred.</param>
    public static WorseThanBlue GreenIsWorse(Percentage? falseAlarms = null) => falseAlarms is { } share ? new() { FalseAlarms = share } : new();

    /// <summary>
    /// Green is shown to be good enough: for <see cref="RolloutBuilder.BakeUntil"/>. Its odds of failing are below a multiple of blue's, or it fails less than once in a thousand requests.
    /// </summary>
    /// <param name="below">The multiple, above 1. Default: 2.</param>
    public static Certification GreenIsGoodEnough(Factor? below = null) =>
        new() { Limit = below ?? Factor.Of(2), FailingLessThan = Percentage.Of(0.1) };
}
