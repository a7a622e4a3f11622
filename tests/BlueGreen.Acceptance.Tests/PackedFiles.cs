using System.Diagnostics;

namespace BlueGreen.Acceptance.Tests;

/// <summary>The packages of this checkout, packed once into a folder of their own, and users' projects that are built from nothing but them.</summary>
public sealed class PackedFiles : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bluegreen-packed-");

    private string Packages => Path.Combine(_folder.FullName, "packed");

    public string Version { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await RunAsync(Samples.Root, "dotnet", "pack", "BlueGreen.sln", "--configuration", Samples.Configuration, "--no-build", "--nologo", "--output", Packages);
        var package = Directory.GetFiles(Packages, "BlueGreen.Abstractions.*.nupkg").Single();
        Version = Path.GetFileNameWithoutExtension(package)["BlueGreen.Abstractions.".Length..];
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    public string FolderFor(string name) => _folder.CreateSubdirectory(name).FullName;

    /// <summary>Copies a user's project out of the checkout and lets its package source be the packed files beside those of the machine.</summary>
    public string Copy(string consumer)
    {
        var target = FolderFor(consumer);
        foreach (var file in Directory.GetFiles(Path.Combine(Samples.Root, "tests", "Consumers", consumer)))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        File.WriteAllText(Path.Combine(target, "nuget.config"), $"""<configuration><packageSources><add key="packed" value="{Packages}" /></packageSources></configuration>""");
        return target;
    }

    /// <summary>Runs a command of the SDK on a user's project. Packages are unpacked here, not into the machine's cache, which is only read.</summary>
    public Task<string> BuildAsync(string folder, string verb, params string[] arguments) =>
        RunAsync(folder, "dotnet", [verb, "--configuration", "Release", "--nologo", $"-p:BlueGreenVersion={Version}", $"-p:RestoreFallbackFolders={Cache}", .. arguments]);

    /// <returns>What it wrote to its standard output.</returns>
    public async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NUGET_PACKAGES"] = Path.Combine(_folder.FullName, "cache");
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}\n{await error}");
        return await output;
    }

    private static string Cache => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
