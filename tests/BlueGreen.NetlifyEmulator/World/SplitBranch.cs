namespace BlueGreen.NetlifyEmulator.World;

/// <param name="Branch">Its name.</param>
/// <param name="Percentage">From 0 to 100.</param>
internal sealed record SplitBranch(string Branch, double Percentage);
