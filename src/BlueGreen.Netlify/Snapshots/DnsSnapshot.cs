using System.Collections.Immutable;
using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify.Snapshots;

/// <summary>The records of a DNS zone.</summary>
internal sealed record DnsSnapshot(int Format, string Zone, DateTimeOffset TakenAt, ImmutableArray<NetlifyDnsRecord> Records);
