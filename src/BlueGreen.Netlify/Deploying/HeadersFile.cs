using System.Text;

namespace BlueGreen.Netlify.Deploying;

/// <summary>The file <c>_headers</c> of a deploy: the user's own, followed by a rule that names the version on everything.</summary>
internal static class HeadersFile
{
    public const string Name = "_headers";

    /// <summary>Adds the rule.</summary>
    /// <param name="own">The user's file; null for none.</param>
    /// <param name="header">The header.</param>
    /// <param name="version">The version.</param>
    /// <exception cref="ProviderException">The user's file sets the header already, or the version cannot stand in a header.</exception>
    public static byte[] Merge(string? own, string header, string version)
    {
        if (version.Any(c => c is < ' ' or > '~'))
        {
            throw ProviderException.Permanent($"The version '{version}' cannot stand in the header {header}: it has characters beyond ASCII. Change it, or set NetlifyOptions.VersionHeader to null.");
        }

        var lines = (own ?? "").ReplaceLineEndings("\n").Split('\n');
        var line = Array.FindIndex(lines, text => text.TrimStart().StartsWith($"{header}:", StringComparison.OrdinalIgnoreCase));
        if (line >= 0)
        {
            throw ProviderException.Permanent(
                $"Line {line + 1} of {Name} sets {header} already, and both values would be sent. Remove it, or set NetlifyOptions.VersionHeader to another header or null.");
        }

        var text = string.Join('\n', lines).TrimEnd('\n');
        return Encoding.UTF8.GetBytes($"{(text.Length == 0 ? "" : $"{text}\n")}/*\n  {header}: {version}\n");
    }
}
