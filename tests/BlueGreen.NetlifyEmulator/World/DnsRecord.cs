namespace BlueGreen.NetlifyEmulator.World;

/// <summary>A record as the API takes and tells it.</summary>
internal sealed record DnsRecord(
    string Id, string Type, string Hostname, string Value, long? Ttl, long? Priority, long? Weight, long? Port, long? Flag, string? Tag, string? SiteId, bool Managed);
