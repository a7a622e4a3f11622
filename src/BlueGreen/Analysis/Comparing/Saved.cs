using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BlueGreen.Events;

namespace BlueGreen.Analysis.Comparing;

/// <summary>Reads what a checkpoint holds of a test.</summary>
internal static class Saved
{
    /// <summary>The state; null where there is none.</summary>
    /// <exception cref="JsonException">Another version of the library wrote it.</exception>
    public static T? Read<T>(TestStanding? standing, JsonTypeInfo<T> type)
        where T : class => standing is null ? null : JsonSerializer.Deserialize(standing.State, type);
}
