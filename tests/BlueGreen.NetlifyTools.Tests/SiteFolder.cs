namespace BlueGreen.NetlifyTools.Tests;

/// <summary>A folder of files to deploy, inside an otherwise empty one.</summary>
internal sealed class SiteFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("bluegreen-site-");

    public SiteFolder()
    {
        Write("index.html", "<h1>home</h1>");
        Write("_headers", "/*\n  x-deployment-version: 1.2.3\n");
    }

    public string Path => System.IO.Path.Combine(_root.FullName, "dist");

    public void Write(string path, string content, string folder = "dist")
    {
        var file = System.IO.Path.Combine(_root.FullName, folder, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }

    public void Dispose() => _root.Delete(recursive: true);
}
