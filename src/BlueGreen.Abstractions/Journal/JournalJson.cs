using System.Text.Json;
using BlueGreen.Events;

namespace BlueGreen.Journal;

/// <summary>Events as JSON, as stores keep them.</summary>
public static class JournalJson
{
    /// <summary>The version of the event format that this library writes. A driver never claims a journal with a higher one.</summary>
    public const int Schema = 1;

    /// <summary>Writes an event.</summary>
    /// <param name="rolloutEvent">The event.</param>
    public static string Write(RolloutEvent rolloutEvent) => JsonSerializer.Serialize(rolloutEvent, JournalJsonContext.Default.RolloutEvent);

    /// <summary>Writes an entry: its event, and where and when it stands in the journal. What watchers in other processes are sent.</summary>
    /// <param name="entry">The entry.</param>
    public static string Write(JournalEntry entry) => JsonSerializer.Serialize(entry, JournalJsonContext.Default.JournalEntry);

    /// <summary>Reads an event.</summary>
    /// <param name="json">What <see cref="Write(RolloutEvent)"/> wrote.</param>
    /// <exception cref="JsonException">The text is no event that this version knows.</exception>
    public static RolloutEvent Read(string json) =>
        JsonSerializer.Deserialize(json, JournalJsonContext.Default.RolloutEvent)
        ?? throw new JsonException("The journal holds an empty event.");

    /// <summary>Reads an entry.</summary>
    /// <param name="json">What <see cref="Write(JournalEntry)"/> wrote.</param>
    /// <exception cref="JsonException">The text is no entry that this version knows.</exception>
    public static JournalEntry ReadEntry(string json) =>
        JsonSerializer.Deserialize(json, JournalJsonContext.Default.JournalEntry)
        ?? throw new JsonException("The journal holds an empty entry.");
}
