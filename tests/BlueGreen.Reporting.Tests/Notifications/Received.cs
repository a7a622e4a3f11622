using System.Text.Json;

namespace BlueGreen.Reporting.Tests.Notifications;

/// <summary>A request that came in.</summary>
internal sealed record Received(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}
