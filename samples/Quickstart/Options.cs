using System.Globalization;

namespace Quickstart;

/// <summary>What the command line says.</summary>
internal sealed record Options
{
    public int RequestsPerSecond { get; init; } = 200;

    public TimeSpan Bake { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>The router's port; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>How long a storefront needs until it answers.</summary>
    public TimeSpan WarmUp { get; init; }

    public bool KeepRunning { get; init; }

    /// <summary>Whether the defect is rolled out once more, judged by limits alone.</summary>
    public bool ComparesRules { get; init; }

    /// <summary>Whether the journal is kept in memory, and ends with the process.</summary>
    public bool InMemory { get; init; }

    /// <summary>Where reports are written.</summary>
    public string Reports { get; init; } = Path.Combine("artifacts", "rollouts");

    private bool Help { get; init; }

    /// <summary>Reads the command line.</summary>
    /// <returns>The options, or the exit code when there is nothing to run; then it has been said why.</returns>
    public static (Options? Options, int ExitCode) Read(string[] args)
    {
        try
        {
            var options = Parse(args.SelectMany(argument => argument.Split('=', 2)).ToArray());
            if (!options.Help)
            {
                return (options, 0);
            }

            Console.WriteLine(HelpText.Text);
            return (null, 0);
        }
        catch (FormatException e)
        {
            Console.Error.WriteLine($"{e.Message} --help lists the options.");
            return (null, 2);
        }
    }

    private static Options Parse(ReadOnlySpan<string> args) => args switch
    {
        [] => new(),
        ["--help" or "-h" or "-?", ..] => new() { Help = true },
        ["--keep-running", .. var rest] => Parse(rest) with { KeepRunning = true },
        ["--compare-rules", .. var rest] => Parse(rest) with { ComparesRules = true },
        ["--rps", var value, .. var rest] => Parse(rest) with { RequestsPerSecond = (int)Number("--rps", value, NumberStyles.None, 100, 2000) },
        ["--bake", var value, .. var rest] => Parse(rest) with { Bake = TimeSpan.FromSeconds(Number("--bake", value, NumberStyles.AllowDecimalPoint, 3, 600)) },
        ["--port", var value, .. var rest] => Parse(rest) with { Port = (int)Number("--port", value, NumberStyles.None, 1024, 65535) },
        ["--warm-up", var value, .. var rest] => Parse(rest) with { WarmUp = TimeSpan.FromSeconds(Number("--warm-up", value, NumberStyles.AllowDecimalPoint, 0, 60)) },
        ["--reports", { Length: > 0 } folder, .. var rest] => Parse(rest) with { Reports = folder },
        ["--reports", ..] => throw new FormatException("--reports lacks its folder."),
        ["--store", "sqlite", .. var rest] => Parse(rest) with { InMemory = false },
        ["--store", "memory", .. var rest] => Parse(rest) with { InMemory = true },
        ["--store", var value, ..] => throw new FormatException($"--store is '{value}', but must be sqlite or memory."),
        ["--store"] => throw new FormatException("--store lacks sqlite or memory."),
        ["--rps" or "--bake" or "--port" or "--warm-up"] => throw new FormatException($"{args[0]} lacks its number."),
        _ => throw new FormatException($"There is no option '{args[0]}'."),
    };

    private static double Number(string option, string value, NumberStyles style, double minimum, double maximum) =>
        double.TryParse(value, style, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum
            ? number
            : throw new FormatException($"{option} is '{value}', but must be a number from {minimum} to {maximum}.");
}
