using System.Globalization;
using BlueGreen.Events;
using BlueGreen.Journal;

namespace BlueGreen.DurableTestHost;

/// <summary>What happens to the host that gets to a place of a journal.</summary>
/// <param name="How">kill or stop.</param>
/// <param name="When">Whether just before the event is appended, or just after.</param>
/// <param name="Kind">The event's name, or its number with a # before it.</param>
/// <param name="Since">The name of an event that the journal must hold already; null for none.</param>
internal sealed record Fault(string How, string When, string Kind, string? Since)
{
    public bool IsAt(string when, AppendRequest request) =>
        when == When && (Kind == request.Event.GetKind() || Kind == string.Create(CultureInfo.InvariantCulture, $"#{request.ExpectedHead + 1}"));

    /// <param name="text">Such as <c>kill before trafficShifted since rollbackStarted</c>.</param>
    public static Fault Parse(string text) => text.Split(' ') switch
    {
        [var how, var when, var kind, "since", var since] => new(how, when, kind, since),
        [var how, var when, var kind] => new(how, when, kind, null),
        _ => throw new FormatException($"'{text}' is no fault."),
    };
}
