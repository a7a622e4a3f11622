namespace BlueGreen.Commands;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Its exit code, 128 and the signal's number when a signal ended it; null when it was ended at its time limit.</param>
/// <param name="Output">The last part of what it wrote to either stream, in the order of arrival.</param>
/// <param name="TimedOut">Whether it was ended at its time limit.</param>
/// <param name="Duration">How long it ran.</param>
internal sealed record CommandResult(int? ExitCode, string Output, bool TimedOut, TimeSpan Duration)
{
    /// <summary>The last part of what it wrote to its standard output.</summary>
    public required string StandardOutput { get; init; }
}
