using System.Collections.Immutable;
using System.Globalization;

namespace DurableHost;

/// <summary>What the command line says.</summary>
internal sealed record Options
{
    /// <summary>The command and its words.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    public string Folder { get; init; } = Path.Combine("artifacts", "durable");

    public string? Store { get; init; }

    public string Name { get; init; } = Environment.MachineName;

    public Uri Router { get; init; } = new("http://127.0.0.1:5080");

    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan Bake { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan? WithoutRegister { get; init; }

    public string By { get; init; } = Environment.UserName;

    public string? Key { get; init; }

    public bool Watch { get; init; }

    public bool Approval { get; init; }

    /// <summary>Where the storefront's processes note what they are. An absolute path, since it is part of what the plan is bound to.</summary>
    public string State => Path.GetFullPath(Path.Combine(Folder, "state"));

    /// <exception cref="FormatException">The command line is wrong; says how.</exception>
    public static Options Parse(ReadOnlySpan<string> args) => args switch
    {
        [] => new(),
        ["--help" or "-h" or "help", ..] => new() { Words = ["help"] },
        ["--watch", .. var rest] => Parse(rest) with { Watch = true },
        ["--approval", .. var rest] => Parse(rest) with { Approval = true },
        ["--store", var store, .. var rest] => Parse(rest) with { Store = store },
        ["--folder", var folder, .. var rest] => Parse(rest) with { Folder = folder },
        ["--name", var name, .. var rest] => Parse(rest) with { Name = name },
        ["--router", var url, .. var rest] => Parse(rest) with { Router = Address(url) },
        ["--lease", var seconds, .. var rest] => Parse(rest) with { Lease = Seconds("--lease", seconds, 1, 600) },
        ["--bake", var seconds, .. var rest] => Parse(rest) with { Bake = Seconds("--bake", seconds, 1, 3600) },
        ["--without-register", var seconds, .. var rest] => Parse(rest) with { WithoutRegister = Seconds("--without-register", seconds, 5, 86400) },
        ["--by", var name, .. var rest] => Parse(rest) with { By = name },
        ["--key", var key, .. var rest] => Parse(rest) with { Key = key },
        [['-', '-', ..] option, ..] => throw new FormatException($"There is no option '{option}', or it lacks its value."),
        [var word, .. var rest] => Parse(rest) is var options && options.Words is ["help"] ? options : options with { Words = options.Words.Insert(0, word) },
    };

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp ? url : throw new FormatException($"--router is '{text}', but must be an address such as http://127.0.0.1:5080.");

    private static TimeSpan Seconds(string option, string text, double least, double most) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? TimeSpan.FromSeconds(number)
            : throw new FormatException($"{option} is '{text}', but must be a number of seconds from {least} to {most}.");
}
