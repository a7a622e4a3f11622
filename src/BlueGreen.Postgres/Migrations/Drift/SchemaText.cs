using System.Collections.Immutable;
using System.Text;

namespace BlueGreen.Postgres.Migrations.Drift;

/// <summary>Writes schemas, one line for each thing that is said.</summary>
internal static class SchemaText
{
    public const string Head = "BlueGreen schema 1";

    /// <summary>Says that the value is on the following lines.</summary>
    public const string Block = "|";

    public static string Write(DatabaseSchema schema)
    {
        var text = new StringBuilder($"{Head}\n");
        foreach (var (name, value) in Scope(schema.Scope))
        {
            text.Append($"  {name}: {value}\n");
        }

        return text.Append('\n').Append(Write(schema.Objects)).ToString();
    }

    public static string Write(ImmutableArray<SchemaObject> objects)
    {
        var text = new StringBuilder();
        var parts = objects.Where(one => one.Table is not null).ToLookup(one => one.Table!, StringComparer.Ordinal);
        foreach (var one in objects.Where(one => one.Table is null))
        {
            Append(text, one, "");
            foreach (var part in SchemaKinds.HasParts(one.Kind) ? parts[one.Name] : [])
            {
                Append(text, part, "  ");
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, SchemaObject one, string indent)
    {
        text.Append($"{indent}{one.Kind} {one.Name}\n");
        foreach (var (name, value) in one.Properties)
        {
            var isBlock = value.Contains('\n', StringComparison.Ordinal) || value == Block;
            text.Append(isBlock ? $"    {name}: {Block}\n{string.Concat(value.Split('\n').Select(line => line.Length == 0 ? "\n" : $"      {line}\n"))}" : $"    {name}: {value}\n");
        }
    }

    private static IEnumerable<(string Name, string Value)> Scope(SchemaScope scope)
    {
        yield return ("journal", scope.JournalSchema);
        foreach (var schema in scope.Schemas)
        {
            yield return ("only", schema);
        }

        foreach (var except in scope.Except)
        {
            yield return ("except", except);
        }

        foreach (var (name, isSo) in new[] { ("partitions", scope.Partitions), ("grants", scope.Grants), ("comments", scope.Comments) })
        {
            yield return (name, isSo ? "yes" : "no");
        }
    }
}
