using System.Collections.Immutable;
using BlueGreen.Netlify.Api;

namespace BlueGreen.Netlify.Snapshots;

/// <summary>The variables of a site. Netlify does not tell the values of secrets; those are listed by name, and cannot be restored.</summary>
internal sealed record VariablesSnapshot(int Format, string Site, DateTimeOffset TakenAt, ImmutableArray<NetlifyVariable> Variables, ImmutableArray<string> Unrecoverable);
