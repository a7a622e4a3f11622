namespace BlueGreen.Signals;

/// <summary>What can be asked of a running rollout.</summary>
public enum SignalKind
{
    /// <summary>Bring every user back to blue.</summary>
    RollBack,

    /// <summary>Stop and undo. Once green may have traffic this is a roll back at once.</summary>
    Abort,

    /// <summary>Take no forward step until resumed. Triggers stay armed.</summary>
    Pause,

    /// <summary>Go on after a pause, a drift or a freeze.</summary>
    Resume,

    /// <summary>Skip what is left of the bakes and partial shifts before promotion. Checks, gates and approvals stay, triggers stay armed.</summary>
    PromoteNow,

    /// <summary>Give an approval.</summary>
    Approve,

    /// <summary>Refuse an approval: the rollout rolls back.</summary>
    Reject,
}
