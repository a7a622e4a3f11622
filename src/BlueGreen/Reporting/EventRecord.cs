using BlueGreen.Events;

namespace BlueGreen.Reporting;

/// <summary>An event, as people read it.</summary>
/// <param name="Sequence">Its position in the journal, from 1.</param>
/// <param name="At">When, by the store's clock.</param>
/// <param name="Kind">The event's name, as the journal writes it.</param>
/// <param name="Importance">How much it matters.</param>
/// <param name="Text">What happened.</param>
public sealed record EventRecord(long Sequence, DateTimeOffset At, string Kind, EventImportance Importance, string Text);
