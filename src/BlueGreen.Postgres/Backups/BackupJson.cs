using System.Text.Json.Serialization;

namespace BlueGreen.Postgres.Backups;

/// <summary>Reads and writes manifests.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(DatabaseBackup))]
internal sealed partial class BackupJson : JsonSerializerContext;
