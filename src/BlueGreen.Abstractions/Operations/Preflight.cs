namespace BlueGreen.Operations;

/// <summary>Reads what is live and who has traffic, and whether blue is healthy, triggers are quiet and providers answer.</summary>
public sealed record Preflight : RolloutOperation;
