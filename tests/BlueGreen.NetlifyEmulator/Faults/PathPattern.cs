using System.Text.RegularExpressions;

namespace BlueGreen.NetlifyEmulator.Faults;

/// <summary>A method, and a path in which <c>*</c> is one segment and <c>**</c> is all that follows.</summary>
internal sealed class PathPattern
{
    private readonly string _method;
    private readonly Regex _path;

    public PathPattern(string method, string path)
    {
        _method = method;
        var escaped = Regex.Escape(path).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal);
        _path = new($"^{escaped}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
    }

    public bool IsMatch(string method, string path) => (_method == "*" || string.Equals(_method, method, StringComparison.OrdinalIgnoreCase)) && _path.IsMatch(path);
}
