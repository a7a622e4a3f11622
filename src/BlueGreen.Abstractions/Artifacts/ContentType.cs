namespace BlueGreen.Artifacts;

/// <summary>What an artifact is, as who writes it declares: a media type of RFC 6838. It decides what a store may do to it; nobody guesses from names or bytes.</summary>
public readonly record struct ContentType
{
    /// <summary>Wraps a media type.</summary>
    /// <param name="value">Type and subtype without parameters, such as <c>text/html</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is no media type.</exception>
    public ContentType(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        if (value.Split('/') is not [{ Length: > 0 } type, { Length: > 0 } subtype] || !type.All(IsPlain) || !subtype.All(IsPlain))
        {
            throw new ArgumentException($"'{value}' is no media type. Name type and subtype without parameters, such as text/plain or application/octet-stream.", nameof(value));
        }

        Value = value.ToLowerInvariant();
    }

    /// <summary>Bytes, such as a dump. What is not declared is this.</summary>
    public static ContentType Binary { get; } = new("application/octet-stream");

    /// <summary>Text in UTF-8 for people, such as what a program wrote.</summary>
    public static ContentType Text { get; } = new("text/plain");

    /// <summary>JSON for programs, such as a manifest.</summary>
    public static ContentType Json { get; } = new("application/json");

    /// <summary>The media type, in lower case.</summary>
    public string Value { get => field ?? "application/octet-stream"; }

    /// <summary>Whether it is text for people, <c>text/*</c> in UTF-8: known secrets are taken out of it. Everything else is kept byte for byte.</summary>
    public bool IsText => Value.StartsWith("text/", StringComparison.Ordinal);

    /// <inheritdoc/>
    public bool Equals(ContentType other) => Value == other.Value;

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '!' or '#' or '$' or '&' or '-' or '^' or '_' or '.' or '+';
}
