using System.Text.Json.Serialization;

namespace BlueGreen.Plans;

/// <summary>A rule that holds from green's first request until the end: when it trips, the rollout rolls back.</summary>
/// <param name="Name">Unique within the plan.</param>
/// <param name="Strategy">How users are brought back.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "rule")]
[JsonDerivedType(typeof(ThresholdTrigger), "threshold")]
[JsonDerivedType(typeof(HealthTrigger), "health")]
[JsonDerivedType(typeof(ComparisonTrigger), "comparison")]
public abstract record TriggerRule(string Name, RollbackStrategy Strategy);
