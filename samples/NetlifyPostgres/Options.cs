using System.Collections.Immutable;
using NetlifyPostgres.Local;

namespace NetlifyPostgres;

/// <summary>What the command line says.</summary>
internal sealed record Options
{
    /// <summary>The command and its words.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    public string Folder { get; init; } = Path.Combine("artifacts", "netlify-postgres");

    /// <summary>Whether the local world is meant.</summary>
    public bool IsLocal { get; init; }

    public string By { get; init; } = Environment.UserName;

    public string Reason { get; init; } = "";

    public string? Incident { get; init; }

    public string? Confirm { get; init; }

    public bool Gradual { get; init; }

    /// <summary>What is wrong with the bad version of the whole procedure.</summary>
    public Defect Defect { get; init; } = Defect.Errors;

    /// <exception cref="FormatException">The command line is wrong; says how.</exception>
    public static Options Parse(ReadOnlySpan<string> args) => args switch
    {
        [] => new(),
        ["--help" or "-h", ..] => new() { Words = ["help"] },
        ["script" or "api", ..] => new() { Words = [.. args] },
        ["--local", .. var rest] => Parse(rest) with { IsLocal = true },
        ["--gradual", .. var rest] => Parse(rest) with { Gradual = true },
        ["--folder", var folder, .. var rest] => Parse(rest) with { Folder = folder },
        ["--by", var name, .. var rest] => Parse(rest) with { By = name },
        ["--reason", var reason, .. var rest] => Parse(rest) with { Reason = reason },
        ["--incident", var incident, .. var rest] => Parse(rest) with { Incident = incident },
        ["--confirm", var token, .. var rest] => Parse(rest) with { Confirm = token },
        ["--defect", var defect, .. var rest] => Parse(rest) with { Defect = DefectOf(defect) },
        [['-', '-', ..] option, ..] => throw new FormatException($"There is no option '{option}', or it lacks its value."),
        [var word, .. var rest] => Parse(rest) is var options && options.Words is ["help"] ? options : options with { Words = options.Words.Insert(0, word) },
    };

    private static Defect DefectOf(string word) => word switch
    {
        "errors" => Defect.Errors,
        "slow" => Defect.Slow,
        "memory" => Defect.Memory,
        "cpu" => Defect.Cpu,
        _ => throw new FormatException($"--defect is '{word}', but must be errors, slow, memory or cpu."),
    };
}
