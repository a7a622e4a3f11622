namespace BlueGreen.Events;

/// <summary>From here on there is no automatic way back.</summary>
/// <param name="Step">The step that marks it.</param>
/// <param name="LossToken">What a rollback must name from here on.</param>
/// <param name="Loss">What a rollback loses, for people to read.</param>
public sealed record PointOfNoReturnPassed(string Step, string LossToken, string Loss) : RolloutEvent;
