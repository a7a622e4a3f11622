using System.Text.Json.Serialization;

namespace BlueGreen.Analysis.Comparing;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(ErrorComparisonState))]
[JsonSerializable(typeof(RobustErrorComparisonState))]
[JsonSerializable(typeof(TimedComparisonState))]
[JsonSerializable(typeof(SharedFalseAlarmsState))]
[JsonSerializable(typeof(SplitCheckState))]
internal sealed partial class SavedJsonContext : JsonSerializerContext;
