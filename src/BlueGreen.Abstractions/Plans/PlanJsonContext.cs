using System.Text.Json.Serialization;

namespace BlueGreen.Plans;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(PlanDescription))]
internal sealed partial class PlanJsonContext : JsonSerializerContext;
