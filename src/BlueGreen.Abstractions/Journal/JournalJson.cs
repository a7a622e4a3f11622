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

    /// <summary>Reads an event.</summary>
    /// <param name="json">What <see cref="Write"/> wrote.</param>
    /// <exception cref="JsonException">The text is no event that this version knows.</exception>
    public static RolloutEvent Read(string json) =>
        JsonSerializer.Deserialize(json, JournalJsonContext.Default.RolloutEvent)
        ?? throw new JsonException("The journal holds an empty event.");
}
