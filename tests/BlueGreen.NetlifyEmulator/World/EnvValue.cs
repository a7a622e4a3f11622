namespace BlueGreen.NetlifyEmulator.World;

/// <param name="Id">Its own.</param>
/// <param name="Value">Never null.</param>
/// <param name="Context">Such as all, production or branch.</param>
/// <param name="ContextParameter">The branch, for context branch.</param>
internal sealed record EnvValue(string Id, string Value, string Context, string? ContextParameter);
