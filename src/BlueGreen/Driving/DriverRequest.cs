using System.Collections.Immutable;
using BlueGreen.Journal;
using BlueGreen.Machine;

namespace BlueGreen.Driving;

/// <summary>What a driver wants done. Each is answered by one input.</summary>
internal abstract record DriverRequest
{
    /// <summary>Append an event.</summary>
    internal sealed record Append(AppendRequest Request) : DriverRequest;

    /// <summary>Read the journal.</summary>
    internal sealed record Load(RolloutId Rollout, long After) : DriverRequest;

    /// <summary>Read the inbox.</summary>
    internal sealed record ReadInbox(RolloutId Rollout, long After) : DriverRequest;

    /// <summary>Carry out an operation.</summary>
    internal sealed record Perform(OperationState Operation, OperationContext Context, RolloutState State) : DriverRequest;

    /// <summary>Cancel the call that carries out an operation; it is answered by that call's own end.</summary>
    internal sealed record Stop(OperationId Id) : DriverRequest;

    /// <summary>Have the provider settle an operation.</summary>
    internal sealed record Settle(OperationState Operation, OperationContext Context, RolloutState State) : DriverRequest;

    /// <summary>Read the split.</summary>
    internal sealed record ReadSplit(long Number, OperationContext Context) : DriverRequest;

    /// <summary>Read the live deployment.</summary>
    internal sealed record ReadLive(long Number, OperationContext Context) : DriverRequest;

    /// <summary>Probe blue once.</summary>
    internal sealed record ProbeBlue(long Number, Deployment Blue, OperationContext Context, RolloutState State) : DriverRequest;

    /// <summary>Take a sample.</summary>
    internal sealed record TakeSample(DateTimeOffset At, ImmutableArray<DateTimeOffset?> Since, OperationContext Context, RolloutState State) : DriverRequest;
}
