namespace BlueGreen.Machine;

/// <summary>The step that is under way.</summary>
internal sealed record StepRun(int Index, DateTimeOffset StartedAt)
{
    /// <summary>Time that does not count towards the deadline: holds, and while nobody drove.</summary>
    public TimeSpan Excluded { get; init; }

    /// <summary>How often another driver had to take the step over.</summary>
    public int TakeOvers { get; init; }

    /// <summary>The result, once there is one.</summary>
    public StepReport? Report { get; init; }
}
