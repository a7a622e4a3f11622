namespace BlueGreen.Architecture.Rules;

/// <summary>What each library may use. A name that ends in <c>.*</c> stands for everything under it.</summary>
internal static class Rooms
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["BlueGreen.Abstractions"] = ["System.*"],
        ["BlueGreen"] = ["System.*", "Microsoft.Win32.Primitives", "BlueGreen.Abstractions", "Microsoft.Extensions.*", "OpenTelemetry.Api"],
        ["BlueGreen.Http"] = ["System.*", "BlueGreen.Abstractions", "Microsoft.Extensions.*", "Polly.Core"],
        ["BlueGreen.Netlify"] = ["System.*", "BlueGreen.Abstractions", "BlueGreen.Http", "Microsoft.Extensions.*"],
        ["BlueGreen.Notifications"] = ["System.*", "BlueGreen.Abstractions", "Microsoft.Extensions.*"],
        ["BlueGreen.Prometheus"] = ["System.*", "BlueGreen.Abstractions", "BlueGreen.Http", "Microsoft.Extensions.*"],
        ["BlueGreen.Sqlite"] = ["System.*", "BlueGreen.Abstractions", "Microsoft.Extensions.*", "Microsoft.Data.Sqlite"],
        ["BlueGreen.Postgres"] = ["System.*", "BlueGreen.Abstractions", "Microsoft.Extensions.*", "Npgsql", "Dapper"],
        ["BlueGreen.Yarp"] = ["System.*", "BlueGreen.Abstractions", "Microsoft.Extensions.*", "Microsoft.AspNetCore.*", "Yarp.ReverseProxy"],
        ["BlueGreen.Testing"] = ["System.*", "BlueGreen.Abstractions", "BlueGreen", "Microsoft.Extensions.*"],
    };

    public static IEnumerable<string> Check(string library, IEnumerable<string> references)
    {
        if (!Allowed.TryGetValue(library, out var allowed))
        {
            return [$"{library} has no room: say in {nameof(Rooms)} what it may use."];
        }

        return references
            .Where(reference => !allowed.Any(name => Covers(name, reference)))
            .Select(reference => $"{library} uses {reference}; it may use only {string.Join(", ", allowed)}. Move the code to the library that may, or put a contract between them.");
    }

    private static bool Covers(string name, string reference) =>
        name.EndsWith(".*", StringComparison.Ordinal)
            ? reference.StartsWith(name[..^1], StringComparison.Ordinal)
            : reference == name;
}
