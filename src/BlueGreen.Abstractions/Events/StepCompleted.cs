namespace BlueGreen.Events;

/// <summary>A step of the plan ended well.</summary>
/// <param name="Index">Its position in the plan, from 0.</param>
/// <param name="Step">Its name.</param>
/// <param name="Report">The evidence.</param>
public sealed record StepCompleted(int Index, string Step, StepReport Report) : RolloutEvent;
