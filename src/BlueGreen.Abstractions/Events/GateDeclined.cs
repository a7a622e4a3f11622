namespace BlueGreen.Events;

/// <summary>A gate did not pass whose failure leaves out what is left of the plan: green stays.</summary>
/// <param name="Index">Its position in the plan, from 0.</param>
/// <param name="Step">Its name.</param>
/// <param name="Report">The evidence.</param>
public sealed record GateDeclined(int Index, string Step, StepReport Report) : RolloutEvent;
