namespace Storefront;

/// <summary>What <c>/health</c> answers.</summary>
internal sealed record Health(string Status, string Version);
