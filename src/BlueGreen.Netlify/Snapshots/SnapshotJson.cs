using System.Text.Json.Serialization;

namespace BlueGreen.Netlify.Snapshots;

/// <summary>How snapshots are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeploymentSnapshot))]
[JsonSerializable(typeof(VariablesSnapshot))]
[JsonSerializable(typeof(DnsSnapshot))]
internal sealed partial class SnapshotJson : JsonSerializerContext;
