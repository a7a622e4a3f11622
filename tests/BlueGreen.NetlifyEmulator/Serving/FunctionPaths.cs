using System.Text;
using BlueGreen.NetlifyEmulator.World;

namespace BlueGreen.NetlifyEmulator.Serving;

/// <summary>Which function answers a path: by its own address, or by a rule of <c>_redirects</c> that rewrites to it.</summary>
internal static class FunctionPaths
{
    private const string Own = "/.netlify/functions/";

    public static string? Find(Deploy deploy, string path)
    {
        var target = path.StartsWith(Own, StringComparison.Ordinal) ? path : Rules(deploy).FirstOrDefault(rule => Matches(rule.From, path)).To;
        var name = target?.StartsWith(Own, StringComparison.Ordinal) == true ? target[Own.Length..].Split('/')[0] : null;
        return name is not null && deploy.Functions.ContainsKey(name) ? name : null;
    }

    /// <summary>Rewrites only: lines of from, to and 200.</summary>
    private static IEnumerable<(string From, string To)> Rules(Deploy deploy) =>
        from line in (deploy.Files.TryGetValue("_redirects", out var sha) ? Encoding.UTF8.GetString(deploy.Site.Blobs[sha]) : "").Split('\n')
        let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where words is [_, _, "200"]
        select (words[0], words[1]);

    private static bool Matches(string pattern, string path) => pattern.EndsWith('*') ? path.StartsWith(pattern[..^1], StringComparison.Ordinal) : path == pattern;
}
