namespace BlueGreen.Events;

/// <summary>Why a rollout takes no forward step.</summary>
public enum HoldKind
{
    /// <summary>A person paused it.</summary>
    Person,

    /// <summary>A metrics source or the prober does not answer.</summary>
    Source,

    /// <summary>Nobody has traffic, so nothing can be measured.</summary>
    Silence,

    /// <summary>A bake's deadline has come, too little is known, and the plan leaves it to a person, or to the evidence that still comes in.</summary>
    Evidence,

    /// <summary>Somebody else changed the split or the live deployment.</summary>
    Drift,

    /// <summary>The running program's bindings are not those that the plan was started with.</summary>
    Bindings,

    /// <summary>Blue does not answer its health probes: there would be nothing to return to.</summary>
    Blue,
}
