using System.Text.Json;

namespace NetlifyPostgres.Local;

/// <summary>What a build of the exam site leaves, for the local world: pages, four functions, and the migrations that belong to it.</summary>
/// <param name="Version">The version.</param>
/// <param name="Column">What it calls a result.</param>
/// <param name="Defect">What is wrong with it.</param>
internal sealed record LocalRelease(string Version, string Column, Defect Defect)
{
    public const string Handlers = "admin,public,attempts,cache";

    /// <summary>What each function's file begins with.</summary>
    public const string Mark = "// ";

    /// <summary>The bad versions, by what is wrong with them.</summary>
    public static IReadOnlyDictionary<Defect, string> Bad { get; } =
        new Dictionary<Defect, string> { [Defect.Errors] = "3.0.0", [Defect.Slow] = "3.1.0", [Defect.Memory] = "3.2.0", [Defect.Cpu] = "3.3.0" };

    public static LocalRelease Of(string version) =>
        new(version, version.StartsWith("1.", StringComparison.Ordinal) ? "points" : "score", Bad.FirstOrDefault(bad => bad.Value == version).Key);

    /// <param name="text">A function's file.</param>
    public static LocalRelease Parse(string text) => JsonSerializer.Deserialize<LocalRelease>(text.Split('\n')[0][Mark.Length..])!;

    public void Write(string folder)
    {
        var (dist, functions) = (Directory.CreateDirectory(Path.Combine(folder, "dist")).FullName, Directory.CreateDirectory(Path.Combine(folder, "functions")).FullName);
        File.WriteAllText(Path.Combine(dist, "index.html"), $"<!doctype html><title>Exams {Version}</title><h1>Exams</h1>\n");
        File.WriteAllText(Path.Combine(dist, "_redirects"), string.Concat(Handlers.Split(',').Select(name => $"/api/{name}/* /.netlify/functions/{name} 200\n")));
        foreach (var name in Handlers.Split(','))
        {
            File.WriteAllText(Path.Combine(functions, $"{name}.mjs"), $"{Mark}{JsonSerializer.Serialize(this)}\nexport default async () => new Response('{name}');\n");
        }

        var migrations = Directory.CreateDirectory(Path.Combine(folder, "migrations")).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "migrations", Column == "points" ? "1.0.0" : "2.0.0")))
        {
            File.Copy(file, Path.Combine(migrations, Path.GetFileName(file)), overwrite: true);
        }
    }
}
