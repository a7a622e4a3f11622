using System.Text.RegularExpressions;

namespace BlueGreen.Tests.Docs.Reading;

/// <summary>A Markdown file: its fenced blocks, its links, and the anchors that links can name.</summary>
internal sealed partial record Document(string Path, IReadOnlyList<Block> Blocks, IReadOnlyList<Link> Links, IReadOnlySet<string> Anchors)
{
    private const string Fence = "```";

    public static Document Parse(string path, string text)
    {
        List<Block> blocks = [];
        List<Link> links = [];
        HashSet<string> anchors = [];
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].TrimStart().StartsWith(Fence, StringComparison.Ordinal))
            {
                var end = Array.FindIndex(lines, i + 1, line => line.Trim() == Fence);
                end = end < 0 ? lines.Length : end;
                blocks.Add(new(i + 1, lines[i].Trim()[Fence.Length..], Marker().Match(i > 0 ? lines[i - 1] : ""), string.Join('\n', lines[(i + 1)..end])));
                i = end;
                continue;
            }

            var prose = CodeSpan().Replace(lines[i], "");
            links.AddRange(MarkdownLink().Matches(prose).Select(match => new Link(i + 1, match.Groups[1].Value)));
            if (Heading().Match(lines[i]) is { Success: true } heading)
            {
                anchors.Add(Anchor(heading.Groups[1].Value));
            }
        }

        return new(path, blocks, links, anchors);
    }

    /// <summary>The anchor that a heading gets where the document is shown.</summary>
    private static string Anchor(string heading) => string.Concat(heading.ToLowerInvariant().Replace(' ', '-').Where(c => char.IsLetterOrDigit(c) || c is '-' or '_'));

    [GeneratedRegex("^<!-- (?<kind>snippet|output): (?<name>[a-z0-9-]+) -->$")]
    private static partial Regex Marker();

    [GeneratedRegex(@"\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex MarkdownLink();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex("^#+ (.+)$")]
    private static partial Regex Heading();
}
