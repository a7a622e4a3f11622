using System.Text.Json.Serialization;
using BlueGreen.Signals;
using BlueGreen.Traffic;

namespace BlueGreen.Sqlite.Schema;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Signal))]
[JsonSerializable(typeof(TrafficEntry))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class SqliteJsonContext : JsonSerializerContext;
