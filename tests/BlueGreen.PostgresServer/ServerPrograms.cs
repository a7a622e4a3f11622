using System.Diagnostics;

namespace BlueGreen.PostgresServer;

/// <summary>The programs of the newest PostgreSQL that is installed, run as the user that it wants.</summary>
internal static class ServerPrograms
{
    private const string Root = "/usr/lib/postgresql";
    private static readonly Lazy<string> Folder = new(Find);

    /// <summary>What stands before a program that must not run as root.</summary>
    public static string[] AsServer { get; } = Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : [];

    /// <summary>A program that must not run as root runs as user <c>postgres</c> where the tests do.</summary>
    public static Process Start(string program, params string[] arguments) => Launch([.. AsServer, Path.Combine(Folder.Value, program), .. arguments]);

    /// <summary>A shell script, as the server's user, with the server's programs on its path.</summary>
    public static Process StartScript(string script, IReadOnlyDictionary<string, string> variables) => Launch(
        new Dictionary<string, string>(variables) { ["PATH"] = $"{Folder.Value}:{Environment.GetEnvironmentVariable("PATH")}" }, [.. AsServer, "bash", "-euo", "pipefail", "-c", script]);

    public static Process Launch(params string[] command) => Launch(new Dictionary<string, string>(), command);

    /// <summary>A program that may run as anybody.</summary>
    public static Process StartClient(string program, IReadOnlyDictionary<string, string> variables, params string[] arguments) => Launch(variables, [Path.Combine(Folder.Value, program), .. arguments]);

    private static Process Launch(IReadOnlyDictionary<string, string> variables, string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
    }

    public static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        await FinishAsync(process, $"{program} {string.Join(' ', arguments)}");
    }

    public static string Programs => Folder.Value;

    public static async Task<string> FinishAsync(Process process, string what)
    {
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{what} ended with {process.ExitCode}: {await output}{await errors}");
        }

        return await output;
    }

    private static string Find() =>
        (Directory.Exists(Root) ? Directory.GetDirectories(Root) : [])
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
        ?? throw new InvalidOperationException($"No PostgreSQL server under {Root}. Install the package 'postgresql'.");
}
