namespace BlueGreen.Testing.Simulation;

/// <summary>The calls that leave a host.</summary>
internal enum IoKind
{
    Claim,
    Renew,
    Load,
    Append,
    Inbox,
    Shift,
    MakeLive,
    Work,
    Settle,
    ReadSplit,
    ReadLive,
    Sample,
    ProbeBlue,
}
