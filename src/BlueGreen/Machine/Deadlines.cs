namespace BlueGreen.Machine;

internal static class Deadlines
{
    /// <summary>When the running step is given up; while the rollout is held, that moves away with the clock.</summary>
    public static DateTimeOffset Of(Turn turn)
    {
        var step = turn.State.Step!;
        var held = turn.State.IsHeld ? turn.Now - Later(turn.State.HeldSince, step.StartedAt) : TimeSpan.Zero;
        return step.StartedAt + turn.Plan.Steps[step.Index].Deadline + step.Excluded + held;
    }

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
