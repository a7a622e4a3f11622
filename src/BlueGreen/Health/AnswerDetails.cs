using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace BlueGreen.Health;

/// <summary>The top-level members of a JSON answer, as text.</summary>
internal static class AnswerDetails
{
    private const int MostMembers = 32;
    private const int LongestText = 256;

    public static ImmutableSortedDictionary<string, string> None => ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The first members in the order of the document; none when it is no JSON object, or broken anywhere.</summary>
    public static ImmutableSortedDictionary<string, string> Of(ReadOnlySpan<byte> json)
    {
        try
        {
            return Read(json);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return None;
        }
    }

    private static ImmutableSortedDictionary<string, string> Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return None;
        }

        var details = None.ToBuilder();
        for (var member = 0; reader.Read(); member++)
        {
            if (reader.TokenType == JsonTokenType.PropertyName && member < MostMembers)
            {
                var name = Cut(reader.GetString()!);
                details[name] = Cut(ReadValue(ref reader, json));
            }
        }

        return details.ToImmutable();
    }

    private static string ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString()!;
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]);
    }

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
