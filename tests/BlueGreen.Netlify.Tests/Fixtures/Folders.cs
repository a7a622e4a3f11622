namespace BlueGreen.Netlify.Tests.Fixtures;

/// <summary>Folders to deploy.</summary>
internal sealed class Folders : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("bluegreen-netlify-").FullName;

    /// <summary>A new folder with these files.</summary>
    public string Make(params (string Path, string Content)[] files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, Guid.NewGuid().ToString("N"))).FullName;
        foreach (var (path, content) in files)
        {
            var whole = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(whole)!);
            File.WriteAllText(whole, content);
        }

        return folder;
    }

    /// <summary>The folder of a version: a page, a file of its own, and one that all versions share.</summary>
    public Release Release(string version)
    {
        var folder = Path.Combine(_root, $"release-{version}");
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(Path.Combine(folder, "assets"));
            File.WriteAllText(Path.Combine(folder, "index.html"), $"<p>{version}</p>");
            File.WriteAllText(Path.Combine(folder, "assets", "version.txt"), version);
            File.WriteAllText(Path.Combine(folder, "assets", "shared.css"), "p { color: black }");
        }

        return new(version) { Artifact = folder };
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
