using System.Text.Json.Serialization;

namespace BlueGreen.Postgres.Backups.Beside;

/// <summary>Reads and writes the comments of side databases, on one line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CopyMark))]
internal sealed partial class CopyMarkJson : JsonSerializerContext;
