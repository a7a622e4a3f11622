namespace BlueGreen;

/// <summary>A rollout could not be started, or a request about one was refused.</summary>
/// <param name="message">What was asked, why it was refused, and what to do.</param>
public sealed class RolloutRefusedException(string message) : BlueGreenException(message)
{
    /// <summary>Whether the rollout or the plan that was named does not exist. Otherwise it does, and what was asked does not fit its state.</summary>
    public bool IsUnknown { get; private init; }

    /// <summary>A refusal because what was named does not exist.</summary>
    /// <param name="message">What was asked for, where it was looked for, and what there is.</param>
    public static RolloutRefusedException Unknown(string message) => new(message) { IsUnknown = true };
}
