namespace BlueGreen.Machine;

internal sealed record CleanupState
{
    public bool Drained { get; init; }

    public bool Retired { get; init; }

    public bool Retained { get; init; }
}
