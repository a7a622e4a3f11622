using System.Diagnostics;

namespace BlueGreen.NetlifyTools;

/// <summary>The programs of eng/node.</summary>
internal static class NodeTools
{
    private static readonly Lazy<string> Folder = new(Find);

    /// <summary>The schema of the API, as Netlify publishes it.</summary>
    public static string Schema => Path.Combine(Modules, "@netlify", "open-api", "dist", "swagger.json");

    private static string Modules => Path.Combine(Folder.Value, "node_modules");

    /// <summary>How a program starts: it reaches nothing but this machine, and keeps its settings in a folder of its own.</summary>
    /// <param name="program">Such as netlify.</param>
    /// <param name="home">Where it finds and keeps settings.</param>
    /// <param name="arguments">Its arguments.</param>
    public static ProcessStartInfo Start(string program, string home, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Node, ["--import", new Uri(Path.Combine(Folder.Value, "preload.mjs")).AbsoluteUri, Path.Combine(Modules, ".bin", program), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = home;
        start.Environment["XDG_CONFIG_HOME"] = home;
        start.Environment["CI"] = "1";
        start.Environment["NO_COLOR"] = "1";
        start.Environment.Remove("NODE_OPTIONS");
        return start;
    }

    private static string Node =>
        Directory.EnumerateDirectories(Modules, "node-linux-*").Select(folder => Path.Combine(folder, "bin", "node")).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"There is no Node in {Modules}. Run ./test.sh, which installs it.");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var tools = Path.Combine(folder.FullName, "eng", "node");
            if (File.Exists(Path.Combine(tools, "package.json")))
            {
                return Directory.Exists(Path.Combine(tools, "node_modules"))
                    ? tools
                    : throw new InvalidOperationException($"Nothing is installed in {tools}. Run ./test.sh, or in that folder: npm ci --ignore-scripts");
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has an eng/node.");
    }
}
