namespace BlueGreen.Durability.Tests;

/// <summary>What happens to the host that gets to a place of a journal, as tests/BlueGreen.DurableTestHost reads it.</summary>
/// <param name="How">kill, or stop until another host has taken over.</param>
/// <param name="When">before or after the event is appended.</param>
/// <param name="Kind">The event's name, or its number with a # before it.</param>
/// <param name="Since">The name of an event that the journal must hold already; null for none.</param>
internal sealed record Fault(string How, string When, string Kind, string? Since = null)
{
    public static Fault Kill(string when, string kind, string? since = null) => new("kill", when, kind, since);

    public static Fault Stop(string when, string kind, string? since = null) => new("stop", when, kind, since);

    public override string ToString() => Since is null ? $"{How} {When} {Kind}" : $"{How} {When} {Kind} since {Since}";
}
