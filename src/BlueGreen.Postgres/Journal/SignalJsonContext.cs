using System.Text.Json.Serialization;
using BlueGreen.Signals;

namespace BlueGreen.Postgres.Journal;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Signal))]
internal sealed partial class SignalJsonContext : JsonSerializerContext;
