using System.Collections.Immutable;

namespace BlueGreen.Netlify.Deploying;

/// <summary>What a deploy consists of.</summary>
internal sealed record DeployManifest(ImmutableArray<DeployedContent> Files, ImmutableArray<DeployedContent> Functions)
{
    /// <summary>Above this many files Netlify compares the digests after it has answered.</summary>
    private const int MostAtOnce = 100;

    public bool IsLarge => Files.Length > MostAtOnce;

    public ImmutableSortedDictionary<string, string> FileDigests => Digests(Files);

    public ImmutableSortedDictionary<string, string> FunctionDigests => Digests(Functions);

    private static ImmutableSortedDictionary<string, string> Digests(ImmutableArray<DeployedContent> contents) =>
        contents.ToImmutableSortedDictionary(content => content.Name, content => content.Digest, StringComparer.Ordinal);
}
