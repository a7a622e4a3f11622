using System.Text.Json.Serialization;

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

    /// <summary>
    /// Whether giving a deployment all traffic also makes it the environment's live one, as where both are one service: then it is no drift when the environment reads that deployment as live before it is
    /// promoted. Default: no.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool PublishesLive { get; init; }

    /// <summary>What to do where a plan needs finer weights, as whole sentences for people to read; no part of a plan's description. Default: null, for the usual advice.</summary>
    [JsonIgnore]
    public string? Advice { get; init; }
}
