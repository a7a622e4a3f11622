using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>Names of databases beside the one that serves. The server cuts what is longer than 63 bytes, so that of a long name only the beginning is taken.</summary>
internal static partial class SideName
{
    private const int MostBytes = 63;
    private const string VerifyPrefix = "bluegreen_verify_";

    /// <summary>Of a copy that is dropped after it was looked at.</summary>
    public static string Verify() => $"{VerifyPrefix}{Guid.NewGuid():n}"[..40];

    /// <summary>Of a copy that could take the place of the database.</summary>
    public static string Restored(string database, DateTimeOffset at) => Of(database, string.Create(CultureInfo.InvariantCulture, $"_restored_{at:MMdd_HHmmss}_{Guid.NewGuid().ToString("n")[..8]}"));

    /// <summary>Of the database that served.</summary>
    public static string Former(string database, DateTimeOffset at) => Of(database, string.Create(CultureInfo.InvariantCulture, $"_before_{at:MMdd_HHmmss}_{Guid.NewGuid().ToString("n")[..4]}"));

    /// <summary>Whether it is a name as <see cref="Verify"/> or <see cref="Restored"/> makes it.</summary>
    public static bool IsOurs(string name, string database) =>
        VerifyName().IsMatch(name) || (RestoredEnding().Match(name) is { Success: true } ending && Of(database, ending.Value) == name);

    private static string Of(string database, string ending)
    {
        var (room, kept) = (MostBytes - Encoding.UTF8.GetByteCount(ending), new StringBuilder());
        foreach (var rune in database.EnumerateRunes())
        {
            if ((room -= rune.Utf8SequenceLength) < 0)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.Append(ending).ToString();
    }

    [GeneratedRegex(@"\Abluegreen_verify_[0-9a-f]{23}\z", RegexOptions.CultureInvariant)]
    private static partial Regex VerifyName();

    [GeneratedRegex(@"_restored_[0-9]{4}_[0-9]{6}_[0-9a-f]{8}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RestoredEnding();
}
