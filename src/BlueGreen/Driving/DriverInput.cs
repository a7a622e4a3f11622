using System.Collections.Immutable;
using BlueGreen.Analysis;
using BlueGreen.Journal;
using BlueGreen.Machine;
using BlueGreen.Signals;

namespace BlueGreen.Driving;

/// <summary>What comes in to a driver.</summary>
internal abstract record DriverInput
{
    /// <summary>Time has passed.</summary>
    internal sealed record Ticked : DriverInput;

    /// <summary>The lease is held, or prolonged.</summary>
    internal sealed record LeaseHeld(Lease Lease) : DriverInput;

    /// <summary>The lease is lost.</summary>
    internal sealed record LeaseLost : DriverInput;

    /// <summary>The journal was read.</summary>
    internal sealed record Loaded(ImmutableArray<JournalEntry> Entries) : DriverInput;

    /// <summary>The journal could not be read.</summary>
    internal sealed record LoadFailed : DriverInput;

    /// <summary>An append was answered.</summary>
    internal sealed record Appended(AppendResult Result) : DriverInput;

    /// <summary>An append was not answered: whether it was written is unknown.</summary>
    internal sealed record AppendLost : DriverInput;

    /// <summary>The inbox was read.</summary>
    internal sealed record InboxRead(ImmutableArray<InboxEntry> Entries) : DriverInput;

    /// <summary>The inbox could not be read.</summary>
    internal sealed record InboxFailed : DriverInput;

    /// <summary>The store says that the inbox has something new.</summary>
    internal sealed record Nudged : DriverInput;

    /// <summary>A call that carries out an operation has ended.</summary>
    internal sealed record Performed(OperationId Id, CallResult Result) : DriverInput;

    /// <summary>A call that settles an operation has ended.</summary>
    internal sealed record SettleEnded(OperationId Id, CallResult Result) : DriverInput;

    /// <summary>The split was read.</summary>
    internal sealed record SplitRead(long Number, Observed<TrafficSplit> Value) : DriverInput;

    /// <summary>The live deployment was read.</summary>
    internal sealed record LiveRead(long Number, Observed<Deployment?> Value) : DriverInput;

    /// <summary>Blue was probed; no results when the prober itself failed.</summary>
    internal sealed record BlueProbed(long Number, ImmutableArray<ProbeResult> Results) : DriverInput;

    /// <summary>A sample was taken.</summary>
    internal sealed record Sampled(Sample Sample) : DriverInput;
}
