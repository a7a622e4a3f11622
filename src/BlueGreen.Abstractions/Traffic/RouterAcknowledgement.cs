namespace BlueGreen.Traffic;

/// <summary>What a router instance last said.</summary>
/// <param name="Router">The instance's name.</param>
/// <param name="Token">The token of the entry it routes by; null while it has none.</param>
/// <param name="At">When it said so, by the register's clock.</param>
public sealed record RouterAcknowledgement(string Router, WriteToken? Token, DateTimeOffset At)
{
    /// <summary>Whether it has not been heard of for longer than the register's acknowledgement lifetime. It may still serve by that token.</summary>
    public bool IsSilent { get; init; }
}
