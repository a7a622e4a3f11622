using System.Collections.Immutable;
using System.Text.Json;

namespace BlueGreen.Health;

/// <summary>The top-level members of a JSON answer, as text.</summary>
internal static class AnswerDetails
{
    private const int MostMembers = 32;
    private const int LongestText = 256;

    /// <summary>The first members in the order of the document; none when it is no JSON object.</summary>
    public static ImmutableSortedDictionary<string, string> Of(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.EnumerateObject().Take(MostMembers).Aggregate(
                    ImmutableSortedDictionary<string, string>.Empty,
                    (details, member) => details.SetItem(Cut(member.Name), Cut(Text(member.Value))))
                : ImmutableSortedDictionary<string, string>.Empty;
        }
        catch (JsonException)
        {
            return ImmutableSortedDictionary<string, string>.Empty;
        }
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
