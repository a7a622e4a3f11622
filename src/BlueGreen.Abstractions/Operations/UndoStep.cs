namespace BlueGreen.Operations;

/// <summary>Undoes a step of the plan.</summary>
/// <param name="Step">Its position, from 0.</param>
public sealed record UndoStep(int Step) : RolloutOperation;
