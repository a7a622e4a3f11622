namespace BlueGreen.Events;

/// <summary>A step of the plan began.</summary>
/// <param name="Index">Its position in the plan, from 0.</param>
/// <param name="Step">Its name.</param>
public sealed record StepStarted(int Index, string Step) : RolloutEvent;
