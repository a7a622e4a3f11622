using System.Diagnostics;
using System.Runtime.InteropServices;

namespace BlueGreen.TestApp;

/// <summary>
/// A release. <c>--fail-start TEXT</c> ends it with code 7 before it listens, <c>--fail-version BROKEN VERSION</c> if both are the same, <c>--slow-start FILE</c> lets it wait until the file exists,
/// <c>--ignore-term</c> makes it deaf to SIGTERM, <c>--child PROGRAM</c> starts another program beside it.
/// </summary>
internal static class Storefront
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (Value(args, "--fail-start") is { } text)
        {
            Console.Error.WriteLine(text);
            return 7;
        }

        if (Array.IndexOf(args, "--fail-version") is >= 0 and var at && args[at + 1] == args[at + 2])
        {
            Console.Error.WriteLine($"{args[at + 2]} is broken");
            return 7;
        }

        using var deaf = args.Contains("--ignore-term") ? PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true) : null;
        using var child = Value(args, "--child") is { } program ? Process.Start(program, "1000") : null;
        await ForAsync(Value(args, "--slow-start"));

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGet("/health", () => Results.Text("""{"status":"healthy","checks":3}""", "application/json"));
        app.MapGet("/args", () => Results.Text(string.Join('\n', args)));
        app.MapGet("/env/{name}", (string name) => Results.Text(Environment.GetEnvironmentVariable(name) ?? ""));
        app.MapGet("/folder", () => Results.Text(Environment.CurrentDirectory));
        app.MapGet("/pid", () => Results.Text($"{Environment.ProcessId} {child?.Id}"));
        app.MapPost("/exit/{code:int}", (int code) => Environment.Exit(code));
        Console.WriteLine("storefront is up");
        await app.RunAsync();
        return 0;
    }

    private static async Task ForAsync(string? file)
    {
        while (file is not null && !File.Exists(file))
        {
            await Task.Delay(20);
        }
    }

    private static string? Value(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
