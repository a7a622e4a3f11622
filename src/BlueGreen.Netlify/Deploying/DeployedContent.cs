namespace BlueGreen.Netlify.Deploying;

/// <summary>A file or a function that a deploy consists of, with its digest.</summary>
internal abstract record DeployedContent(string Name, string Digest, long Length)
{
    /// <summary>Opens what the digest was made of.</summary>
    /// <exception cref="ProviderException">It has changed since.</exception>
    public abstract Stream Open();
}
