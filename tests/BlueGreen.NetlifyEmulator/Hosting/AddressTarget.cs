namespace BlueGreen.NetlifyEmulator.Hosting;

/// <summary>What is served on an address.</summary>
/// <param name="Site">The site's id.</param>
/// <param name="Branch">The slug of its branch; null for another kind.</param>
/// <param name="Deploy">The id of its deploy; null for another kind.</param>
internal sealed record AddressTarget(string Site, string? Branch = null, string? Deploy = null);
