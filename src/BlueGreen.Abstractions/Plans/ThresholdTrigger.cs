namespace BlueGreen.Plans;

/// <summary>Trips when a metric of green stays beyond a limit for a time.</summary>
/// <param name="Name">Unique within the plan.</param>
/// <param name="Strategy">How users are brought back.</param>
/// <param name="Condition">What trips it.</param>
public sealed record ThresholdTrigger(string Name, RollbackStrategy Strategy, SustainedCondition Condition) : TriggerRule(Name, Strategy);
