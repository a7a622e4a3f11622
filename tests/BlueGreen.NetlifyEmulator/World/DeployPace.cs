namespace BlueGreen.NetlifyEmulator.World;

/// <summary>What moves a deploy from one state to the next.</summary>
public sealed record DeployPace
{
    private DeployPace(bool isPolled, TimeSpan? step)
    {
        IsPolled = isPolled;
        Step = step;
    }

    /// <summary>Each reading of the one deploy moves it by one state.</summary>
    public static DeployPace EachPoll { get; } = new(true, null);

    /// <summary>It gets as far as it can as soon as it can.</summary>
    public static DeployPace AtOnce { get; } = new(false, null);

    internal bool IsPolled { get; }

    internal TimeSpan? Step { get; }

    /// <summary>A state lasts that long, by the emulator's clock.</summary>
    public static DeployPace Every(TimeSpan step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, TimeSpan.Zero);
        return new(false, step);
    }
}
