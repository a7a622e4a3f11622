using System.Globalization;
using System.Text.RegularExpressions;

namespace BlueGreen.Postgres.Migrations.Files;

/// <summary>Reads names: <c>0042_add_name</c> has a place, <c>R_views</c> is repeatable.</summary>
internal static partial class MigrationName
{
    public const string Rule = "Name it like 0042_add_name.sql (at most 18 digits; letters, digits, _ and -; at most 100 characters), or R_name.sql for a script that runs whenever it changes.";

    public static bool TryParse(string name, out long? number)
    {
        var match = Form().Match(name);
        number = match.Groups["number"] is { Success: true, Value: var digits } ? long.Parse(digits, CultureInfo.InvariantCulture) : null;
        return match.Success && name.Length <= 100;
    }

    [GeneratedRegex("^(?:(?<number>[0-9]{1,18})|R)[_-][A-Za-z0-9_-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
