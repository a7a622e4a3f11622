namespace BlueGreen.Journal;

/// <summary>Whether an append was written.</summary>
public enum AppendStatus
{
    /// <summary>It was.</summary>
    Appended,

    /// <summary>It was not: the head is another one. Read the journal again.</summary>
    HeadMoved,

    /// <summary>It was not: it would close the rollout while signals wait in its inbox. Read the inbox first.</summary>
    SignalsWaiting,

    /// <summary>It was not: the epoch is a higher one. Another driver has taken over.</summary>
    Fenced,
}
