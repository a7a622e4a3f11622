using System.Diagnostics;

namespace BlueGreen.IntegrationTests.Processes;

/// <summary>The program of tests/BlueGreen.TestApp, in the build that these tests have.</summary>
internal static class TestApp
{
    public const string Program = "dotnet";

    public static string Library { get; } = Locate();

    public static Command Storefront(params string[] arguments) => Command.Run(Program, [Library, .. arguments]);

    /// <summary>Starts a host that deploys the test app and makes it live.</summary>
    public static Process StartHost(string state, string operation, params string[] arguments)
    {
        string[] all = [Library, "host", state, Bench.Application, operation, Program, Library, .. arguments];
        return Process.Start(new ProcessStartInfo(Program, all) { RedirectStandardOutput = true })!;
    }

    private static string Locate()
    {
        var path = Path.Combine(AppContext.BaseDirectory.Replace("BlueGreen.IntegrationTests", "BlueGreen.TestApp", StringComparison.Ordinal), "BlueGreen.TestApp.dll");
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is missing. Build tests/BlueGreen.TestApp in the same configuration.");
    }
}
