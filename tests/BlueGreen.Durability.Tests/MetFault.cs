using System.Globalization;

namespace BlueGreen.Durability.Tests;

/// <summary>A fault that a host has met.</summary>
/// <param name="Process">The host's process.</param>
/// <param name="Sequence">The number of the event that it was about to append, or had appended.</param>
/// <param name="At">When.</param>
internal sealed record MetFault(int Process, long Sequence, DateTimeOffset At)
{
    public static MetFault Parse(string text) => text.Split(' ') is [var process, var sequence, var at]
        ? new(int.Parse(process, CultureInfo.InvariantCulture), long.Parse(sequence, CultureInfo.InvariantCulture), DateTimeOffset.Parse(at, CultureInfo.InvariantCulture))
        : throw new FormatException($"'{text}' is no fault that was met.");
}
