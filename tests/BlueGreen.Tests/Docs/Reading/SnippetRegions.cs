using System.Text.RegularExpressions;

namespace BlueGreen.Tests.Docs.Reading;

/// <summary>The parts of compiled files between <c>// &lt;snippet NAME&gt;</c> and <c>// &lt;/snippet&gt;</c>. Parts of the same name in one file belong together.</summary>
internal static partial class SnippetRegions
{
    /// <exception cref="ArgumentException">Two files have a region of the same name.</exception>
    public static IReadOnlyDictionary<string, string> Read(IEnumerable<string> files) => files
        .SelectMany(file => Region().Matches(file.ReplaceLineEndings("\n")).GroupBy(match => match.Groups["name"].Value))
        .ToDictionary(parts => parts.Key, parts => string.Join("\n\n", parts.Select(part => Unindent(part.Groups["text"].Value))));

    private static string Unindent(string text)
    {
        var lines = text.TrimEnd().Split('\n');
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length > indent ? line[indent..] : line.TrimStart()));
    }

    [GeneratedRegex("^[ ]*// <snippet (?<name>[a-z0-9-]+)>\n(?<text>.*?)^[ ]*// </snippet>$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Region();
}
