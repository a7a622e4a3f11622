namespace BlueGreen.Traffic;

/// <summary>What a router instance last said.</summary>
/// <param name="Router">The instance's name.</param>
/// <param name="Token">The token of the entry it routes by; null while it has none.</param>
/// <param name="At">When it said so, by the register's clock.</param>
public sealed record RouterAcknowledgement(string Router, WriteToken? Token, DateTimeOffset At);
