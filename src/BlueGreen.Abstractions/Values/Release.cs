namespace BlueGreen;

/// <summary>What is to be rolled out: a version, and where needed the folder or image that holds it.</summary>
public sealed record Release
{
    /// <summary>Names a release.</summary>
    /// <param name="version">The version, such as <c>2.0.0</c>: not empty, at most 128 characters, no control characters.</param>
    /// <exception cref="ArgumentException"><paramref name="version"/> breaks that rule.</exception>
    public Release(string version) => Version = version;

    /// <summary>The version.</summary>
    /// <exception cref="ArgumentException">The value is empty, longer than 128 characters, or has control characters.</exception>
    public string Version
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value, nameof(Version));
            if (value.Length > 128 || value.Any(char.IsControl))
            {
                throw new ArgumentException($"The version '{value}' must have at most 128 characters and no control characters.", nameof(Version));
            }

            field = value;
        }
    }

    /// <summary>The folder, archive or image to deploy, where the environment needs one.</summary>
    public string? Artifact { get; init; }

    /// <summary>The source revision that the release was built from.</summary>
    public string? Revision { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Version;
}
