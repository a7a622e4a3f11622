using System.Text.RegularExpressions;

namespace BlueGreen.Postgres.Migrations.Files;

/// <summary>Puts values in place of <c>${name}</c>.</summary>
internal sealed partial class ScriptVariables(IReadOnlyDictionary<string, string> values, MigrationProblems problems)
{
    /// <summary>The place of a backfill's batch.</summary>
    public const string Batch = "${batch}";

    public string Apply(string text, string file, int line) => Reference().Replace(text, match =>
    {
        var name = match.Groups[1].Value;
        if (match.Value == Batch)
        {
            return match.Value;
        }

        if (values.TryGetValue(name, out var value))
        {
            return value;
        }

        problems.Add(file, line, $"The variable '{name}' has no value.", "Hand it to MigrationSet.Read, or write -- @no-variables into the file where ${…} is no variable.");
        return match.Value;
    });

    [GeneratedRegex(@"\$\{([A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
