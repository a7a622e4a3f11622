namespace BlueGreen.NetlifyEmulator.World;

/// <summary>The team that owns all sites.</summary>
internal sealed record Account(string Id, string Slug, string Name);
