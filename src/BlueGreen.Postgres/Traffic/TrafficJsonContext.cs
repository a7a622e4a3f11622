using System.Text.Json.Serialization;
using BlueGreen.Traffic;

namespace BlueGreen.Postgres.Traffic;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(TrafficEntry))]
internal sealed partial class TrafficJsonContext : JsonSerializerContext;
