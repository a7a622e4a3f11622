namespace BlueGreen.Events;

/// <summary>A step of the plan failed: the rollout turns back.</summary>
/// <param name="Index">Its position in the plan, from 0.</param>
/// <param name="Step">Its name.</param>
/// <param name="Report">The evidence.</param>
public sealed record StepFailed(int Index, string Step, StepReport Report) : RolloutEvent;
