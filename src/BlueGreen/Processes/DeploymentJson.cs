using System.Text.Json.Serialization;

namespace BlueGreen.Processes;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(DeploymentRecord))]
[JsonSerializable(typeof(LiveRecord))]
internal sealed partial class DeploymentJson : JsonSerializerContext;
