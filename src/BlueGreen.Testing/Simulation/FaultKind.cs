namespace BlueGreen.Testing.Simulation;

/// <summary>What can go wrong.</summary>
internal enum FaultKind
{
    /// <summary>The host dies before the call leaves it.</summary>
    CrashBeforeSend,

    /// <summary>The host dies while the call is on its way; it takes effect.</summary>
    CrashAfterSend,

    /// <summary>The host dies after the call took effect, before the answer.</summary>
    CrashAfterLanding,

    /// <summary>The host dies right after the answer.</summary>
    CrashAfterAnswer,

    /// <summary>The host sleeps beyond its lease between decision and sending, and then sends.</summary>
    PauseBeforeSend,

    /// <summary>The host sleeps beyond its lease before it sees the answer.</summary>
    PauseBeforeAnswer,

    /// <summary>The call takes effect long after its caller has given it up.</summary>
    LateEffect,

    /// <summary>The call never arrives.</summary>
    LostRequest,

    /// <summary>The call takes effect, its answer is lost.</summary>
    LostAnswer,

    /// <summary>The call fails and may be repeated.</summary>
    TransientFailure,

    /// <summary>The call fails for good.</summary>
    PermanentFailure,

    /// <summary>The provider answers that it does not know.</summary>
    UnknownReading,

    /// <summary>No metrics source answers.</summary>
    SourceFails,

    /// <summary>One of the sources does not answer.</summary>
    OneSourceFails,

    /// <summary>The prober itself fails.</summary>
    ProberFails,

    /// <summary>The sources answer that there is no data.</summary>
    NoData,

    /// <summary>Nobody's calls reach the store for a while.</summary>
    StoreOutage,

    /// <summary>Nobody's calls reach the providers for a while.</summary>
    ProviderOutage,

    /// <summary>The store's clock is set.</summary>
    StoreClockStep,

    /// <summary>A host's idea of the store's time is off.</summary>
    HostClockStep,

    /// <summary>A host dies at some moment.</summary>
    Crash,

    /// <summary>A host sleeps at some moment.</summary>
    Pause,

    /// <summary>Somebody else changes the split.</summary>
    SplitDrift,

    /// <summary>Somebody else changes the live deployment.</summary>
    LiveDrift,

    /// <summary>Green alone has no requests for a while.</summary>
    GreenSilence,

    /// <summary>Nobody has requests for a while.</summary>
    Silence,

    /// <summary>Blue's processes die; now and then somebody else starts them again.</summary>
    BlueDies,
}
