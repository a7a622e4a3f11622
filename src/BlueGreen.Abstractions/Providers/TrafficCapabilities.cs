namespace BlueGreen;

/// <summary>What a traffic router can do.</summary>
public sealed record TrafficCapabilities
{
    /// <summary>The smallest step between two weights. Default: 1%. 100% means that traffic moves only as a whole. A finer weight is refused with a permanent <see cref="ProviderException"/>, never rounded.</summary>
    public Percentage Step { get; init; } = Percentage.Of(1);

    /// <summary>How the router keeps late writers out. Default: <see cref="Fencing.None"/>.</summary>
    public Fencing Fencing { get; init; } = Fencing.None;

    /// <summary>Whether a returning user whom green served stays on green while its weight rises. Default: no.</summary>
    public bool Sticky { get; init; }
}
