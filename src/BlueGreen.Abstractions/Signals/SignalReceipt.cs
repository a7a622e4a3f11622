namespace BlueGreen.Signals;

/// <summary>What became of sending a signal.</summary>
public enum SignalReceipt
{
    /// <summary>It is in the inbox; the journal will say whether it is accepted.</summary>
    Stored,

    /// <summary>A signal of the same identifier was there already.</summary>
    Duplicate,

    /// <summary>The journal knows no such rollout.</summary>
    UnknownRollout,

    /// <summary>The rollout is closed.</summary>
    Closed,
}
