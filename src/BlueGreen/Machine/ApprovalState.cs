using BlueGreen.Events;

namespace BlueGreen.Machine;

internal sealed record ApprovalState(ApprovalRequested Request)
{
    public Signals.Signal? Grant { get; init; }
}
