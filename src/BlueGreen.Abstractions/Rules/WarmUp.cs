namespace BlueGreen;

/// <summary>
/// The time after green's first request in which it may do worse, because caches are cold and code is not compiled yet. The test does not close its eyes: it looks for odds beyond a margin,
/// so that a release that is plainly broken is still found at once.
/// </summary>
public sealed record WarmUp
{
    /// <summary>The usual one: 90 seconds in which up to eight times blue's odds are allowed.</summary>
    public static WarmUp Usual { get; } = new();

    /// <summary>How long, from the first window in which green had a request. Default: 90 seconds.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>The odds ratio that is allowed meanwhile. Default: 8.</summary>
    public Factor Margin { get; init; } = Factor.Of(8);

    /// <inheritdoc/>
    public override string ToString() => $"{Duration.ToText()} up to {Margin}";
}
