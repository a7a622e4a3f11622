using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace BlueGreen.Postgres.Migrations.Files;

/// <summary>Along which key a backfill walks: <c>orders as o by id</c>.</summary>
/// <param name="Table">The table, as it is written.</param>
/// <param name="Alias">How its statement calls the table.</param>
/// <param name="Keys">The columns of the key, as they are written.</param>
internal sealed partial record BackfillTarget(string Table, string Alias, ImmutableArray<string> Keys)
{
    public static BackfillTarget? Parse(string text) => Form().Match(text) is not { Success: true } match
        ? null
        : new(
            match.Groups["table"].Value,
            match.Groups["alias"] is { Success: true, Value: var alias } ? alias : match.Groups["table"].Value,
            [.. match.Groups["key"].Captures.Select(capture => capture.Value)]);

    public override string ToString() => $"{Table}{(Alias == Table ? "" : $" as {Alias}")} by {string.Join(", ", Keys)}";

    [GeneratedRegex("""^(?<table>(?:[\w$]+|"(?:[^"]|"")+")(?:\.(?:[\w$]+|"(?:[^"]|"")+"))?)(?:\s+as\s+(?<alias>\w+|"(?:[^"]|"")+"))?\s+by\s+(?<key>\w+|"(?:[^"]|"")+")(?:\s*,\s*(?<key>\w+|"(?:[^"]|"")+"))*\s*$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
