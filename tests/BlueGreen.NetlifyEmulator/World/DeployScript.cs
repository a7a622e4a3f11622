namespace BlueGreen.NetlifyEmulator.World;

/// <summary>How a deploy goes that does not simply succeed.</summary>
/// <param name="StuckIn">The state that it never leaves; null for none.</param>
/// <param name="Error">The message with which it ends in <c>error</c> after <c>processing</c>; null for none.</param>
public sealed record DeployScript(string? StuckIn = null, string? Error = null)
{
    /// <summary>A deploy that succeeds, between others that do not.</summary>
    public static DeployScript Success { get; } = new();
}
