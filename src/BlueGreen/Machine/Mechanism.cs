namespace BlueGreen.Machine;

/// <summary>
/// The protections of machine and driver that the simulator can take away, one at a time, to show that it would notice. Production takes away nothing.
/// </summary>
[Flags]
internal enum Mechanism : long
{
    None = 0,

    /// <summary>No write starts without enough of the lease left.</summary>
    LeaseGuard = 1L << 0,

    /// <summary>A write is recorded only after it was read back.</summary>
    ReadBack = 1L << 1,

    /// <summary>What was read before a write ended says nothing about it.</summary>
    FreshReading = 1L << 2,

    /// <summary>No outcome while an operation is unsettled.</summary>
    Settlement = 1L << 3,

    /// <summary>An outcome is declared only after split and live deployment were read once more.</summary>
    Verification = 1L << 4,

    /// <summary>Without fencing, the baseline is watched for the settle time.</summary>
    SettleTime = 1L << 5,

    /// <summary>Nothing goes forward while the rollout is held.</summary>
    Hold = 1L << 6,

    /// <summary>A tripped trigger turns the rollout back.</summary>
    Triggers = 1L << 7,

    /// <summary>A gap in the samples breaks a breach.</summary>
    GapRule = 1L << 8,

    /// <summary>A breach needs its minimum of samples.</summary>
    MinimumSamples = 1L << 9,

    /// <summary>A bake counts measured time only.</summary>
    MeasuredTime = 1L << 10,

    /// <summary>Past the point of no return a failure freezes.</summary>
    PointOfNoReturn = 1L << 11,

    /// <summary>An approval names the plan's fingerprint.</summary>
    ApprovalFingerprint = 1L << 12,

    /// <summary>Changes by others are noticed.</summary>
    DriftCheck = 1L << 13,

    /// <summary>People come before any forward step.</summary>
    SignalsFirst = 1L << 14,

    /// <summary>A rollback cancels what goes forward.</summary>
    Preemption = 1L << 15,

    /// <summary>A rollback undoes the steps.</summary>
    Undo = 1L << 16,

    /// <summary>Blue is started before it receives traffic again.</summary>
    StartBlue = 1L << 17,

    /// <summary>A side is drained before it is retired.</summary>
    Drain = 1L << 18,

    /// <summary>An append without an answer is looked for.</summary>
    LostAppend = 1L << 19,

    /// <summary>A resumed bake counts up to the checkpoint, not the time without a driver.</summary>
    Checkpoint = 1L << 20,

    /// <summary>What was changed after the baseline was restored is put right again.</summary>
    Repair = 1L << 21,

    /// <summary>On the way back a write counts only when the provider has taken it.</summary>
    Acknowledgement = 1L << 22,

    /// <summary>A deployment is stopped only when the router was just read to give it nothing.</summary>
    RetireUnused = 1L << 23,

    /// <summary>A blue that dies is noticed.</summary>
    BlueWatch = 1L << 24,

    /// <summary>The router is told where blue is when it was started again elsewhere.</summary>
    TellRouter = 1L << 25,

    /// <summary>The store refuses a deposed driver's append.</summary>
    StoreEpoch = 1L << 40,

    /// <summary>The store gives a lease away only after it has expired.</summary>
    StoreLease = 1L << 41,

    /// <summary>Providers refuse old tokens.</summary>
    ProviderToken = 1L << 42,

    /// <summary>A write's intent is journaled before it.</summary>
    IntentFirst = 1L << 43,

    /// <summary>A write is repeated under the same operation.</summary>
    OperationIdentity = 1L << 44,
}
