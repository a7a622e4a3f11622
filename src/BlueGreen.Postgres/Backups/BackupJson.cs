using System.Text.Json.Serialization;
using BlueGreen.Postgres.Backups.Keeping;

namespace BlueGreen.Postgres.Backups;

/// <summary>Reads and writes manifests, and what is expected of a copy.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(DatabaseBackup))]
[JsonSerializable(typeof(ExpectationFile))]
internal sealed partial class BackupJson : JsonSerializerContext;
