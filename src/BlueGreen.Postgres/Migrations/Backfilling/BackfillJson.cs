using System.Text.Json.Serialization;

namespace BlueGreen.Postgres.Migrations.Backfilling;

[JsonSerializable(typeof(BackfillCursor))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class BackfillJson : JsonSerializerContext;
