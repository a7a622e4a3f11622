using System.Text.Json;

namespace BlueGreen.Tests.Analysis;

/// <summary>Checkpoints as a store keeps them.</summary>
internal static class Json
{
    public static T Copy<T>(T state) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(state))!;
}
