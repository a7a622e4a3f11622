using System.Collections.Immutable;
using System.Globalization;

namespace BlueGreen.Processes;

/// <summary>The release's command with its placeholders.</summary>
internal static class CommandTemplate
{
    public static Command For(this Command command, Release release) => command with
    {
        FileName = ReleaseToken.Resolve(command.FileName, release),
        Arguments = [.. command.Arguments.Select(argument => ReleaseToken.Resolve(argument, release))],
        WorkingDirectory = command.WorkingDirectory is { } folder ? Path.GetFullPath(ReleaseToken.Resolve(folder, release)) : null,
        Variables = command.Variables.ToImmutableSortedDictionary(pair => pair.Key, pair => ReleaseToken.Resolve(pair.Value, release)),
    };

    public static string AtPort(this string text, int port) => text.Replace(ChildProcessEnvironment.Port, Text(port), StringComparison.Ordinal);

    /// <summary>Tells commands and settings apart. Values of variables do not count: they may be secret.</summary>
    public static ProviderIdentity Identify(Command command, ChildProcessOptions options)
    {
        string?[] settings =
        [
            command.FileName, .. command.Arguments, command.WorkingDirectory, .. command.Variables.Keys, .. command.SecretVariables,
            options.StateDirectory, options.ReadinessPath,
        ];
        return new($"child-process:{Path.GetFileName(command.FileName)}", SafeName.Mark(string.Join('\0', settings)));
    }

    /// <summary>What a release is told of its port, unless the user's own variables say it otherwise.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> PortVariables(int port) =>
    [
        new("PORT", Text(port)),
        new("ASPNETCORE_URLS", $"http://127.0.0.1:{Text(port)}"),
    ];

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
