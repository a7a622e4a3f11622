namespace BlueGreen.Journal;

/// <summary>What a start does when the application has an active rollout.</summary>
public enum IfActive
{
    /// <summary>It is refused.</summary>
    Refuse,

    /// <summary>It waits its turn.</summary>
    Queue,

    /// <summary>The active one is rolled back first, then this one starts.</summary>
    Supersede,
}
