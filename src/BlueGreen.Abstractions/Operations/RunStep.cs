namespace BlueGreen.Operations;

/// <summary>Runs a step of the plan.</summary>
/// <param name="Step">Its position, from 0.</param>
public sealed record RunStep(int Step) : RolloutOperation;
