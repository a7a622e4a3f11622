using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using BlueGreen.Artifacts;

namespace BlueGreen.Health;

/// <summary>The details of an answer that are kept: at most 2 KB, without secrets and without what is called as secrets are.</summary>
internal static class KeptDetails
{
    private const int Most = 2048;
    private const int LongestText = 256;
    private const string Hidden = "***";

    /// <summary>The name under which it says how many details were left out.</summary>
    private const string Rest = "…";

    public static ImmutableSortedDictionary<string, string> Of(ImmutableSortedDictionary<string, string> details, TextRedaction redaction)
    {
        if (details.IsEmpty)
        {
            return details;
        }

        var kept = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var (room, left) = (Most, 0);
        foreach (var (name, value) in details)
        {
            var (key, text) = (Cut(redaction.Redact(name)), IsSecret(name, value) ? Hidden : Cut(redaction.Redact(value)));
            var size = Encoding.UTF8.GetByteCount(key) + Encoding.UTF8.GetByteCount(text);
            if (size > room)
            {
                left++;
                continue;
            }

            room -= size;
            kept[key] = text;
        }

        if (left > 0)
        {
            kept[Rest] = string.Create(CultureInfo.InvariantCulture, $"{left} more left out");
        }

        return kept.ToImmutable();
    }

    /// <summary>Objects and lists are text here: what is called as secrets are anywhere within hides all of it.</summary>
    private static bool IsSecret(string name, string value) => TextRedaction.IsTelling(name) || (value is ['{' or '[', ..] && TextRedaction.IsTelling(value));

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
