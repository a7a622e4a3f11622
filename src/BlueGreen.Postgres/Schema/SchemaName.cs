using System.Text.RegularExpressions;

namespace BlueGreen.Postgres.Schema;

/// <summary>Names that leave room for what is derived from them.</summary>
internal static partial class SchemaName
{
    public const string Default = "bluegreen";
    public const string Pattern = "(?!pg_)[a-z_][a-z0-9_]{0,47}";

    public static string Check(string schema) => Whole().IsMatch(schema)
        ? schema
        : throw new ArgumentException($"The schema's name '{schema}' must have 1 to 48 lower-case letters, digits and '_', and begin neither with a digit nor with 'pg_'.", nameof(schema));

    /// <summary>As statements spell it: a word of the language is a name, too.</summary>
    public static string Quote(string schema) => $"\"{schema}\"";

    [GeneratedRegex($"^{Pattern}$", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
