using System.Collections.Immutable;

namespace BlueGreen.Netlify.Deploying;

/// <summary>Content that was made in memory.</summary>
internal sealed record DeployedBytes(string Name, string Digest, ImmutableArray<byte> Bytes) : DeployedContent(Name, Digest, Bytes.Length)
{
    public override Stream Open() => new MemoryStream([.. Bytes], writable: false);
}
