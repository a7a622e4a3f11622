using System.Globalization;
using System.Text.Json;

namespace BlueGreen.Acceptance.Tests.Tool;

/// <summary>One server-sent event: its id, and the entry of the journal that it carries.</summary>
internal sealed record Happened(string? Id, JsonElement Entry)
{
    public long Sequence => Entry.GetProperty("sequence").GetInt64();

    public string Kind => this["event"]!;

    /// <summary>One of the event's texts.</summary>
    public string? this[string property] => Entry.GetProperty("event").TryGetProperty(property, out var value) ? value.ToString() : null;

    public static Happened Read(string? id, string data) => new(id, JsonDocument.Parse(data).RootElement);

    public bool HasItsSequenceAsId => Id == Sequence.ToString(CultureInfo.InvariantCulture);
}
