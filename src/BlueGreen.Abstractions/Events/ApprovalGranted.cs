namespace BlueGreen.Events;

/// <summary>An approval was given.</summary>
/// <param name="Step">The step.</param>
/// <param name="By">Who gave it.</param>
/// <param name="Reason">Why.</param>
public sealed record ApprovalGranted(string Step, string By, string? Reason) : RolloutEvent;
