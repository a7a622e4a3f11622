namespace BlueGreen.Netlify.Api;

/// <summary>A file that was uploaded, as Netlify answers it.</summary>
public sealed record NetlifyUploadedFile
{
    /// <summary>Its identifier.</summary>
    public string? Id { get; init; }

    /// <summary>Its path.</summary>
    public string? Path { get; init; }

    /// <summary>The SHA-1 of its content.</summary>
    public string? Sha { get; init; }

    /// <summary>Its kind.</summary>
    public string? MimeType { get; init; }

    /// <summary>How many bytes it has.</summary>
    public long? Size { get; init; }
}
