using System.Collections.Immutable;

namespace BlueGreen.Netlify.Api;

/// <summary>What is to be purged.</summary>
internal sealed record NetlifyPurgeRequest(string SiteId, ImmutableArray<string>? CacheTags);
