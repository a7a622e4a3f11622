namespace BlueGreen.Plans;

/// <summary>Trips when green fails several health probe rounds in a row.</summary>
/// <param name="Name">Unique within the plan.</param>
/// <param name="Strategy">How users are brought back.</param>
/// <param name="Condition">What trips it.</param>
public sealed record HealthTrigger(string Name, RollbackStrategy Strategy, HealthCondition Condition) : TriggerRule(Name, Strategy);
