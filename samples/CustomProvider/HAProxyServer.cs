using System.Globalization;

namespace CustomProvider;

/// <summary>A server of a backend: its name, its weight, and whether it takes requests.</summary>
public sealed record HAProxyServer(string Name, int Weight, bool IsEnabled)
{
    private const int NameColumn = 3;
    private const int AdminStateColumn = 6;
    private const int WeightColumn = 7;

    /// <summary>Reads what <c>show servers state BACKEND</c> answers: a version, a header that begins with <c>#</c>, one line per server.</summary>
    /// <exception cref="FormatException">It is something else, such as an error.</exception>
    public static IReadOnlyList<HAProxyServer> Parse(string state)
    {
        var lines = state.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines is ["1", _, .. var servers]
            ? [.. servers.Select(line => Parse(line.Split(' ')))]
            : throw new FormatException(string.Join(' ', lines));
    }

    private static HAProxyServer Parse(string[] columns) => new(
        columns[NameColumn],
        int.Parse(columns[WeightColumn], CultureInfo.InvariantCulture),
        columns[AdminStateColumn] == "0");
}
