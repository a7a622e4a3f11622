namespace BlueGreen;

/// <summary>How users are brought back to blue.</summary>
public static class Rollback
{
    /// <summary>Everybody at once.</summary>
    public static RollbackStrategy Immediate { get; } = new();

    /// <summary>
    /// Half of the traffic for 2 minutes, then all of it for 1 minute, then 5 minutes of validation. A worse reading on the way turns it immediate.
    /// When a person asks for it, the plan's own <see cref="RolloutBuilder.GradualRollback"/> is what is done; this is its default.
    /// </summary>
    public static RollbackStrategy Gradual { get; } =
        Through(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), new RollbackStage(Percentage.Of(50), TimeSpan.FromMinutes(2)));

    /// <summary>Through stages of one's own.</summary>
    /// <param name="settle">How long blue is watched once it has everything.</param>
    /// <param name="validate">How long blue's health is validated after that.</param>
    /// <param name="stages">Falling weights of green, each above 0%.</param>
    public static RollbackStrategy Through(TimeSpan settle, TimeSpan validate, params ReadOnlySpan<RollbackStage> stages) =>
        new() { Stages = [.. stages], Settle = settle, Validate = validate };
}
