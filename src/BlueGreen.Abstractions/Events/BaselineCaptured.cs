namespace BlueGreen.Events;

/// <summary>The rollout knows what to return to.</summary>
/// <param name="Blue">The deployment that was live; null in an application's first rollout.</param>
/// <param name="Split">The split that was in force.</param>
/// <param name="Report">What the pre-flight found.</param>
public sealed record BaselineCaptured(Deployment? Blue, TrafficSplit Split, StepReport Report) : RolloutEvent;
