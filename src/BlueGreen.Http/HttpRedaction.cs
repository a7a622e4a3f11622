using System.Text;

namespace BlueGreen.Http;

/// <summary>
/// Takes secrets out of what is said about requests. A header or query parameter holds one when its name contains <c>authorization</c>, <c>cookie</c>, <c>token</c>, <c>secret</c>,
/// <c>password</c>, <c>passwd</c>, <c>pwd</c>, <c>credential</c>, <c>signature</c>, <c>apikey</c>, <c>accesskey</c> or <c>privatekey</c>, hyphens and underscores left out, or is
/// <c>auth</c>, <c>key</c>, <c>sig</c> or <c>code</c>, or is one of those that were named.
/// </summary>
public sealed class HttpRedaction
{
    private const string Hidden = "***";

    private static readonly string[] Telling =
        ["authorization", "cookie", "token", "secret", "password", "passwd", "pwd", "credential", "signature", "apikey", "accesskey", "privatekey"];

    private static readonly string[] Exactly = ["auth", "key", "sig", "code"];

    private readonly HashSet<string> _named;

    /// <summary>Makes a redaction.</summary>
    /// <param name="names">More names of headers and query parameters that hold secrets. Case does not matter.</param>
    public HttpRedaction(params IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        _named = new(names, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether what bears this name is a secret.</summary>
    /// <param name="name">The name of a header or a query parameter.</param>
    public bool IsSecret(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var bare = name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        return _named.Contains(name)
            || Exactly.Contains(bare, StringComparer.OrdinalIgnoreCase)
            || Array.Exists(Telling, word => bare.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>An address without user name and password, and with <c>***</c> for the values of secret query parameters; the fragment is dropped.</summary>
    /// <param name="address">The address; null gives <c>(no address)</c>.</param>
    public string Redact(Uri? address)
    {
        if (address is null)
        {
            return "(no address)";
        }

        var text = address.IsAbsoluteUri ? address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped) : address.OriginalString.Split('#')[0];
        var at = text.IndexOf('?', StringComparison.Ordinal);
        return at < 0 ? text : $"{text[..at]}?{string.Join('&', text[(at + 1)..].Split('&').Select(RedactParameter))}";
    }

    /// <summary>Headers as <c>name: value</c>, one a line, with <c>***</c> for secret values, and addresses in values redacted.</summary>
    /// <param name="headers">The headers.</param>
    public string Redact(IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var text = new StringBuilder();
        foreach (var (name, values) in headers)
        {
            text.Append(name).Append(": ").Append(IsSecret(name) ? Hidden : string.Join(", ", values.Select(RedactAddresses))).Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    private string RedactAddresses(string value) =>
        value.Contains('?', StringComparison.Ordinal) && Uri.TryCreate(value, UriKind.RelativeOrAbsolute, out var address) ? Redact(address) : value;

    private string RedactParameter(string parameter)
    {
        var at = parameter.IndexOf('=', StringComparison.Ordinal);
        return at >= 0 && IsSecret(Uri.UnescapeDataString(parameter[..at])) ? $"{parameter[..at]}={Hidden}" : parameter;
    }
}
