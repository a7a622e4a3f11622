using System.Collections;
using System.Text;

namespace BlueGreen.Artifacts;

/// <summary>
/// Replaces secrets in text by <c>***</c>: known ones, also as they look in URLs, JSON and Base64, and the values of those of the host's environment variables whose names say that they are
/// secret. Values of fewer than <see cref="Shortest"/> characters are replaced only where they were given as secrets.
/// </summary>
internal sealed class TextRedaction
{
    private const string Hidden = "***";
    private const int Shortest = 6;

    private static readonly string[] Telling = ["PASSWORD", "PASSWD", "SECRET", "TOKEN", "APIKEY", "ACCESSKEY", "PRIVATEKEY", "CREDENTIAL", "CONNECTIONSTRING"];

    private readonly string[] _hidden;

    public TextRedaction(IEnumerable<Secret> secrets, IDictionary? environment = null)
    {
        var known = secrets.Select(secret => secret.Reveal()).Where(value => value.Length > 0);
        _hidden = [.. known.Concat(FromHost(environment ?? Environment.GetEnvironmentVariables())).SelectMany(Forms).Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length)];
    }

    /// <summary>Whether what is called so is probably a secret, however the name is written.</summary>
    public static bool IsTelling(string name)
    {
        var plain = Plain(name);
        return Array.Exists(Telling, word => plain.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    public string Redact(string text)
    {
        foreach (var secret in _hidden)
        {
            text = text.Replace(secret, Hidden, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>A text in UTF-8 without secrets.</summary>
    /// <param name="text">Read to its end, and left open.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<MemoryStream> RedactAsync(Stream text, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(text, leaveOpen: true);
        return new(Encoding.UTF8.GetBytes(Redact(await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false))), writable: false);
    }

    private static IEnumerable<string> FromHost(IDictionary environment)
    {
        foreach (DictionaryEntry variable in environment)
        {
            if (variable is { Key: string name, Value: string { Length: >= Shortest } value } && IsTelling(name))
            {
                yield return value;
            }
        }
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    private static IEnumerable<string> Forms(string value)
    {
        yield return value;
        if (value.Length < Shortest)
        {
            yield break;
        }

        yield return Uri.EscapeDataString(value);
        yield return System.Text.Json.JsonEncodedText.Encode(value).ToString();
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(value)).TrimEnd('=');
        foreach (var line in value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line.Length >= Shortest))
        {
            yield return line;
        }
    }
}
