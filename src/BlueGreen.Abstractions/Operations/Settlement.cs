namespace BlueGreen.Operations;

/// <summary>How it is known that a cancelled operation has no further effect.</summary>
public enum Settlement
{
    /// <summary>It was observed to have stopped, and what it made is undone.</summary>
    Cancelled,

    /// <summary>It had ended before it could be cancelled.</summary>
    Completed,

    /// <summary>A later write has taken its place.</summary>
    Superseded,

    /// <summary>It could no longer be observed; its deadline and a grace time have passed.</summary>
    Abandoned,
}
