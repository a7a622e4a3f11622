using System.Text.RegularExpressions;

namespace BlueGreen.NetlifyEmulator.Serving;

/// <summary>Headers for the paths that a pattern matches: <c>*</c> is anything, <c>:name</c> is one segment.</summary>
internal sealed record HeaderRule(string Pattern, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    public bool Matches(string path)
    {
        var expression = Regex.Replace(Regex.Escape(Pattern).Replace(@"\*", ".*", StringComparison.Ordinal), ":[A-Za-z_]+", "[^/]+");
        return Regex.IsMatch(path, $"^{expression}$", RegexOptions.CultureInvariant) || Regex.IsMatch($"{path}/", $"^{expression}$", RegexOptions.CultureInvariant);
    }
}
