using System.Diagnostics;

namespace BlueGreen.Sqlite.Tests.Fixtures;

/// <summary>Runs a test of this assembly once more, as a user who may not do everything: root may write every file, so none can be made read-only for it.</summary>
internal static class OrdinaryUser
{
    private const string Nobody = "65534";

    public static async Task RunAsync(string test, CancellationToken cancellationToken)
    {
        var program = Environment.ProcessPath!;
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && File.Exists("/usr/bin/setpriv") && (await StartAsync(["/usr/bin/test", "-x", program], cancellationToken)).Code == 0,
            $"Root may write every file, so none can be made read-only for it, and {program} cannot be run as another user: that needs /usr/bin/setpriv, the right to change users, and folders that everybody may read.");

        var (code, output) = await StartAsync([program, "--no-ansi", "--progress", "off", "--filter-method", test], cancellationToken);

        Assert.True(code == 0 && output.Contains("succeeded: 1", StringComparison.Ordinal), $"As an ordinary user it ended with {code}: {output}");
    }

    private static async Task<(int Code, string Output)> StartAsync(string[] command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("/usr/bin/setpriv", [$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["HOME"] = Path.GetTempPath();
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, output + await error);
    }
}
