namespace BlueGreen.Tests.Docs.Reading;

/// <summary>Links between documents lead somewhere.</summary>
internal static class LinkRule
{
    /// <param name="document">The document.</param>
    /// <param name="anchorsOf">The anchors of a file by its path from the root; empty for files without any, null where there is no such file or folder.</param>
    public static IEnumerable<string> Check(Document document, Func<string, IReadOnlySet<string>?> anchorsOf) =>
        document.Links.Where(link => !link.IsExternal).Select(link => Check(document, link, anchorsOf)).OfType<string>();

    private static string? Check(Document document, Link link, Func<string, IReadOnlySet<string>?> anchorsOf)
    {
        var place = $"{document.Path}:{link.Line}";
        if (document.Path.StartsWith("src/", StringComparison.Ordinal))
        {
            return $"{place}: the link {link.Target} is relative, and a package's readme is shown where it leads nowhere. Say it in words.";
        }

        var parts = link.Target.Split('#');
        var path = parts[0].Length == 0 ? document.Path : Resolve(document.Path, parts[0]);
        return anchorsOf(path) is not { } anchors ? $"{place}: the link {link.Target} leads to {path}, which is not there."
            : parts.Length > 1 && !anchors.Contains(parts[1]) ? $"{place}: {path} has no heading #{parts[1]}. It has: {string.Join(", ", anchors)}."
            : null;
    }

    private static string Resolve(string from, string target) =>
        Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(from)!, target))).Replace('\\', '/');
}
