using System.Collections.Immutable;

namespace BlueGreen.Netlify.Api;

/// <summary>What is to be deployed. What is null is not sent.</summary>
public sealed record NetlifyDeployRequest
{
    /// <summary>Paths on the site, without a leading slash, with the SHA-1 of their content in hexadecimal digits.</summary>
    public ImmutableSortedDictionary<string, string>? Files { get; init; }

    /// <summary>Names of functions with the SHA-256 of their zip in hexadecimal digits.</summary>
    public ImmutableSortedDictionary<string, string>? Functions { get; init; }

    /// <summary>Whether Netlify compares the digests after it has answered; then the deploy tells later what is required.</summary>
    public bool? Async { get; init; }

    /// <summary>Whether it is a draft, which has a permalink only.</summary>
    public bool? Draft { get; init; }

    /// <summary>The branch, which is the alias of a deploy that is not built from Git.</summary>
    public string? Branch { get; init; }
}
