using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>An object as the catalogue says it: its properties' names and values in turn, null for what is not said.</summary>
internal sealed partial class SchemaRow
{
    public required string Kind { get; init; }

    public required string Name { get; init; }

    public string? Table { get; init; }

    public required string?[] Properties { get; init; }

    public static SchemaRow Of(SchemaObject one) => new() { Kind = one.Kind, Name = one.Name, Table = one.Table, Properties = [.. one.Properties.SelectMany(property => (string?[])[property.Name, property.Value])] };

    public SchemaObject ToObject()
    {
        var properties = ImmutableArray.CreateBuilder<SchemaProperty>(Properties.Length / 2);
        for (var i = 0; i < Properties.Length; i += 2)
        {
            if (Properties[i + 1] is { } value && Plain(value) is { Length: > 0 } plain)
            {
                properties.Add(new(Properties[i]!, plain));
            }
        }

        return new(Kind, Name, Table, properties.ToImmutable());
    }

    /// <summary>
    /// Without what editors change, and with lists of <c>varchar</c> as the server writes them once they were dumped and restored: <c>x IN ('a', 'b')</c> is an array that is cast as a whole at first, and
    /// item by item afterwards.
    /// </summary>
    private static string Plain(string value)
    {
        var text = value.Contains('\n', StringComparison.Ordinal) ? TrailingSpace().Replace(value.ReplaceLineEndings("\n"), "").Trim('\n') : value.Trim();
        return text.Contains("])::text[]", StringComparison.Ordinal)
            ? CastList().Replace(text, list => $"ARRAY[{Item().Replace(list.Groups[1].Value, item => $"({item.Value})::text")}]")
            : text;
    }

    [GeneratedRegex(@"[ \t]+(?=\n|$)", RegexOptions.CultureInvariant)]
    private static partial Regex TrailingSpace();

    [GeneratedRegex(@"\(ARRAY\[((?:'(?:[^']|'')*'::character varying(?:, )?)+)\]\)::text\[\]", RegexOptions.CultureInvariant)]
    private static partial Regex CastList();

    [GeneratedRegex(@"'(?:[^']|'')*'::character varying", RegexOptions.CultureInvariant)]
    private static partial Regex Item();
}
