using BlueGreen.Plans;

namespace BlueGreen.Machine;

/// <summary>Everything that one decision rests on. Collects the times at which to decide again.</summary>
internal sealed class Turn(RolloutState state, Observations seen, DateTimeOffset now)
{
    public RolloutState State => state;

    public Observations Seen => seen;

    public DateTimeOffset Now => now;

    public PlanDescription Plan => state.Plan;

    public DateTimeOffset? WakeAt { get; private set; }

    /// <summary>Whether a time has come; if not, the driver decides again when it has.</summary>
    public bool IsDue(DateTimeOffset at)
    {
        if (at <= now)
        {
            return true;
        }

        WakeAt = WakeAt is { } wake && wake < at ? wake : at;
        return false;
    }

    public Decision Wait() => new Decision.Wait(WakeAt);
}
