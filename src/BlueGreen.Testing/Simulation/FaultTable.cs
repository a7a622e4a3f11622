using System.Collections.Immutable;

namespace BlueGreen.Testing.Simulation;

/// <summary>Which faults can befall which call.</summary>
internal static class FaultTable
{
    private static readonly ImmutableArray<FaultKind> Anything =
    [
        FaultKind.CrashBeforeSend, FaultKind.CrashAfterSend, FaultKind.CrashAfterLanding, FaultKind.CrashAfterAnswer,
        FaultKind.PauseBeforeSend, FaultKind.PauseBeforeAnswer, FaultKind.LateEffect, FaultKind.LostRequest, FaultKind.LostAnswer, FaultKind.TransientFailure,
    ];

    private static readonly ImmutableArray<FaultKind> Writes = Anything.Add(FaultKind.PermanentFailure);

    private static readonly ImmutableArray<FaultKind> Reads = Anything.Add(FaultKind.UnknownReading);

    private static readonly ImmutableArray<FaultKind> Samples =
        [FaultKind.SourceFails, FaultKind.OneSourceFails, FaultKind.ProberFails, FaultKind.NoData, FaultKind.LostRequest, FaultKind.PauseBeforeAnswer, FaultKind.CrashAfterAnswer];

    private static readonly ImmutableArray<FaultKind> Probes =
        [FaultKind.ProberFails, FaultKind.LostRequest, FaultKind.LateEffect, FaultKind.PauseBeforeAnswer, FaultKind.CrashAfterAnswer];

    public static ImmutableArray<FaultKind> For(IoKind call) => call switch
    {
        IoKind.Shift or IoKind.MakeLive or IoKind.Work => Writes,
        IoKind.ReadSplit or IoKind.ReadLive => Reads,
        IoKind.Sample => Samples,
        IoKind.ProbeBlue => Probes,
        _ => Anything,
    };

    public static readonly ImmutableArray<FaultKind> Scheduled =
    [
        FaultKind.StoreOutage, FaultKind.ProviderOutage, FaultKind.StoreClockStep, FaultKind.HostClockStep, FaultKind.Crash, FaultKind.Pause,
        FaultKind.SplitDrift, FaultKind.LiveDrift, FaultKind.GreenSilence, FaultKind.Silence, FaultKind.BlueDies, FaultKind.BlueDies,
    ];
}
