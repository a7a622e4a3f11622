using System.Reflection;
using System.Xml.Linq;

namespace BlueGreen.Architecture;

/// <summary>A project under <c>src/</c>: its sources, what its project file declares, and its assembly.</summary>
internal sealed record Library(string Name, string RootNamespace, IReadOnlyList<string> DeclaredReferences, IReadOnlyList<SourceFile> Sources)
{
    private static readonly string[] ReferenceItems = ["PackageReference", "ProjectReference", "FrameworkReference", "Reference"];

    public Assembly Assembly => Assembly.Load(new AssemblyName(Name));

    public static Library Read(string projectFile)
    {
        var name = Path.GetFileNameWithoutExtension(projectFile);
        var folder = Path.GetDirectoryName(projectFile)!;
        var project = XDocument.Load(projectFile);
        var root = project.Descendants("RootNamespace").FirstOrDefault()?.Value ?? name;

        var references = project.Descendants()
            .Where(item => ReferenceItems.Contains(item.Name.LocalName))
            .Select(item => item.Attribute("Include")?.Value ?? "")
            .Select(include => include.EndsWith(".csproj", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(include) : include);

        var sources = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(path => !path.StartsWith("bin/", StringComparison.Ordinal) && !path.StartsWith("obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(name, root, path, File.ReadAllText(Path.Combine(folder, path))));

        return new Library(name, root, [.. references], [.. sources]);
    }
}
