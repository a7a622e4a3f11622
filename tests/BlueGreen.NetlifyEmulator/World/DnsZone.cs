namespace BlueGreen.NetlifyEmulator.World;

/// <summary>A domain whose records Netlify keeps.</summary>
internal sealed record DnsZone(string Id, string Name, string? SiteId, DateTimeOffset CreatedAt)
{
    public List<DnsRecord> Records { get; } = [];
}
