using BlueGreen.Events;
using BlueGreen.Operations;

namespace BlueGreen.Machine;

/// <summary>What the machine wants next.</summary>
internal abstract record Decision
{
    /// <summary>Append this event.</summary>
    internal sealed record Append(RolloutEvent Event) : Decision;

    /// <summary>Carry out an operation, or carry it out again.</summary>
    internal sealed record Perform(OperationState Operation) : Decision;

    /// <summary>Stop a cancelled operation's call in this process, and let the provider settle it.</summary>
    internal sealed record Cancel(OperationState Operation) : Decision;

    /// <summary>Read the split in force.</summary>
    internal sealed record ReadSplit : Decision;

    /// <summary>Read the live deployment.</summary>
    internal sealed record ReadLive : Decision;

    /// <summary>Nothing until then, or until something comes in.</summary>
    internal sealed record Wait(DateTimeOffset? Until) : Decision;

    /// <summary>The rollout is closed.</summary>
    internal sealed record Finished : Decision;

    public static Decision Record(RolloutEvent rolloutEvent) => new Append(rolloutEvent);

    public static Decision Intend(RolloutState state, RolloutOperation operation, DateTimeOffset deadline) =>
        new Append(new OperationIntended(new($"{state.Id}-{state.Head + 1}"), operation, deadline));
}
