namespace BlueGreen.Events;

/// <summary>A step of the plan was left out.</summary>
/// <param name="Index">Its position in the plan, from 0.</param>
/// <param name="Step">Its name.</param>
/// <param name="Why">The reason.</param>
public sealed record StepSkipped(int Index, string Step, string Why) : RolloutEvent;
