using System.Text;
using BlueGreen.NetlifyEmulator.World;

namespace BlueGreen.NetlifyEmulator.Serving;

/// <summary>The rules of a deploy's <c>_headers</c>, and of the <c>[[headers]]</c> in its <c>netlify.toml</c>, as which official tools upload them.</summary>
internal static class HeaderRules
{
    public static IReadOnlyList<HeaderRule> Of(Deploy deploy) => [.. ParseFile(Text(deploy, "_headers")), .. ParseToml(Text(deploy, "netlify.toml"))];

    /// <summary>A path at the beginning of a line, its headers indented below it.</summary>
    internal static IEnumerable<HeaderRule> ParseFile(string text)
    {
        string? path = null;
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var line in text.Split('\n').Where(line => line.Trim() is { Length: > 0 } content && content[0] != '#'))
        {
            if (char.IsWhiteSpace(line[0]) && line.Split(':', 2) is [var name, var value])
            {
                headers.Add(new(name.Trim(), value.Trim()));
                continue;
            }

            if (path is not null)
            {
                yield return new(path, headers);
            }

            (path, headers) = (line.Trim(), []);
        }

        if (path is not null)
        {
            yield return new(path, headers);
        }
    }

    /// <summary>Only what official tools write: tables of <c>for</c> and <c>values</c>, one quoted pair a line.</summary>
    internal static IEnumerable<HeaderRule> ParseToml(string text)
    {
        string? path = null;
        var headers = new List<KeyValuePair<string, string>>();
        var table = "";
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            if (line[0] == '[')
            {
                if (line == "[[headers]]" && path is not null)
                {
                    yield return new(path, headers);
                }

                (path, headers) = line == "[[headers]]" ? (null, []) : (path, headers);
                table = line.Trim('[', ']', ' ');
            }
            else if (line.Split('=', 2) is [var name, var value] && table == "headers" && name.Trim() == "for")
            {
                path = Unquote(value);
            }
            else if (line.Split('=', 2) is [var header, var content] && table == "headers.values")
            {
                headers.Add(new(Unquote(header), Unquote(content)));
            }
        }

        if (path is not null)
        {
            yield return new(path, headers);
        }
    }

    private static string Unquote(string text) => text.Trim().Trim('"');

    private static string Text(Deploy deploy, string path) => deploy.Files.TryGetValue(path, out var sha) ? Encoding.UTF8.GetString(deploy.Site.Blobs[sha]) : "";
}
