using System.Collections.Immutable;

namespace BlueGreen.Netlify.Api;

/// <summary>The shares of a split test.</summary>
internal sealed record NetlifySplitRequest(ImmutableSortedDictionary<string, int> BranchTests);
