namespace BlueGreen.Events;

/// <summary>From here on there is no automatic way back.</summary>
/// <param name="Step">The step that marks it.</param>
public sealed record PointOfNoReturnPassed(string Step) : RolloutEvent;
