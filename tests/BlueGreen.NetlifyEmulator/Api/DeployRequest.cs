namespace BlueGreen.NetlifyEmulator.Api;

/// <summary>What the client declares of a deploy.</summary>
internal sealed record DeployRequest
{
    public Dictionary<string, string>? Files { get; init; }
    public Dictionary<string, string>? Functions { get; init; }
    public Dictionary<string, string>? EdgeFunctions { get; init; }
    public bool? Draft { get; init; }
    public bool? Async { get; init; }
    public string? Branch { get; init; }
    public string? Title { get; init; }
    public string? Framework { get; init; }
    public string? DeploySource { get; init; }
}
