namespace BlueGreen.Netlify.Deploying;

/// <summary>A file on disk.</summary>
internal sealed record DeployedFile(string Name, string Digest, long Length, string Path) : DeployedContent(Name, Digest, Length)
{
    public override Stream Open()
    {
        FileStream stream;
        try
        {
            stream = new(Path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Changed("cannot be read any more", e);
        }

        if (stream.Length == Length)
        {
            return stream;
        }

        stream.Dispose();
        throw Changed("has another size than when the deploy began", null);
    }

    private ProviderException Changed(string how, Exception? cause) =>
        ProviderException.Permanent($"Uploading {Name} stopped: {Path} {how}. Keep the folder as it is until the deploy is ready.", cause);
}
