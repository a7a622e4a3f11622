namespace BlueGreen.Netlify.Deploying;

/// <summary>
/// Finds what is deployed of a folder, as Netlify's own command line does: not what begins with a dot, but for <c>.well-known</c>, and no <c>__MACOSX</c>. Links that lead out of the folder are
/// refused, since they would publish what lies elsewhere.
/// </summary>
internal static class PublishFolder
{
    /// <summary>Paths on the site, without a leading slash and in the order of their letters, with paths on disk.</summary>
    /// <exception cref="ProviderException">The folder is not there or empty, or a file cannot be deployed; all of those are named.</exception>
    public static IReadOnlyList<(string Name, string Path)> Read(string folder)
    {
        var root = new DirectoryInfo(folder);
        if (!root.Exists)
        {
            throw ProviderException.Permanent($"The folder {root.FullName} is not there, so nothing can be deployed. Build it first, or name another with Release.Artifact or NetlifyOptions.Folder.");
        }

        var found = new List<(string Name, string Path)>();
        var refused = new List<string>();
        Walk(root, "", root, found, refused);
        if (refused.Count > 0)
        {
            throw ProviderException.Permanent($"The folder {root.FullName} cannot be deployed: {string.Join(" ", refused)}");
        }

        return found.Count > 0
            ? [.. found.OrderBy(file => file.Name, StringComparer.Ordinal)]
            : throw ProviderException.Permanent($"The folder {root.FullName} holds nothing to deploy, which would make the site empty. Build it first, or name another.");
    }

    private static void Walk(DirectoryInfo folder, string prefix, DirectoryInfo root, List<(string Name, string Path)> found, List<string> refused)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos().Where(entry => IsDeployed(entry.Name)))
        {
            var name = prefix + entry.Name;
            if (Refusal(entry, name, root) is { } refusal)
            {
                refused.Add(refusal);
            }
            else if (entry is DirectoryInfo inner)
            {
                Walk(inner, $"{name}/", root, found, refused);
            }
            else
            {
                found.Add((name, entry.FullName));
            }
        }
    }

    private static bool IsDeployed(string name) =>
        (!name.StartsWith('.') || name == ".well-known") && !name.StartsWith("__MACOSX", StringComparison.Ordinal);

    private static string? Refusal(FileSystemInfo entry, string name, DirectoryInfo root) =>
        name.AsSpan().ContainsAny('#', '?') ? $"'{name}' has a '#' or '?' in its name, which no address can hold; rename it."
        : entry.LinkTarget is null ? null
        : entry is DirectoryInfo ? $"'{name}' is a link to a folder; copy the folder instead."
        : LeadsOut(entry, root) ? $"'{name}' is a link that leads out of the folder or nowhere; copy the file instead."
        : null;

    private static bool LeadsOut(FileSystemInfo link, DirectoryInfo root) =>
        link.ResolveLinkTarget(returnFinalTarget: true) is not { Exists: true } target
        || !target.FullName.StartsWith(root.FullName.TrimEnd(System.IO.Path.DirectorySeparatorChar) + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
