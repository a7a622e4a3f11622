using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BlueGreen.Events;

namespace BlueGreen.Journal;

/// <summary>Events as JSON, as stores keep them.</summary>
public static class JournalJson
{
    /// <summary>The version of the event format that this library writes. A driver never claims a journal with a higher one.</summary>
    public const int Schema = 1;

    private const int LongestQuote = 120;

    /// <summary>Writes an event.</summary>
    /// <param name="rolloutEvent">The event.</param>
    public static string Write(RolloutEvent rolloutEvent) => JsonSerializer.Serialize(rolloutEvent, JournalJsonContext.Default.RolloutEvent);

    /// <summary>Writes an entry: its event, and where and when it stands in the journal. What watchers in other processes are sent.</summary>
    /// <param name="entry">The entry.</param>
    public static string Write(JournalEntry entry) => JsonSerializer.Serialize(entry, JournalJsonContext.Default.JournalEntry);

    /// <summary>Reads an event.</summary>
    /// <param name="json">What <see cref="Write(RolloutEvent)"/> wrote.</param>
    /// <exception cref="UnknownEventException">The text is no event that this version knows.</exception>
    public static RolloutEvent Read(string json) => Read(json, "event", JournalJsonContext.Default.RolloutEvent);

    /// <summary>Reads an entry.</summary>
    /// <param name="json">What <see cref="Write(JournalEntry)"/> wrote.</param>
    /// <exception cref="UnknownEventException">The text is no entry that this version knows.</exception>
    public static JournalEntry ReadEntry(string json) => Read(json, "entry", JournalJsonContext.Default.JournalEntry);

    private static T Read<T>(string json, string what, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw Unknown(json, what, null);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw Unknown(json, what, exception);
        }
    }

    private static UnknownEventException Unknown(string json, string what, Exception? cause) => new(
        $"The journal holds an {what} that this version of BlueGreen (event format {Schema}) cannot read: {(json.Length <= LongestQuote ? json : $"{json[..LongestQuote]}…")}. "
        + "A newer version wrote it, or it is damaged. Update this program to the version that drives the rollout.",
        cause);
}
