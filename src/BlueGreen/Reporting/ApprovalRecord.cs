namespace BlueGreen.Reporting;

/// <summary>What people were asked, and what they said.</summary>
/// <param name="Step">The step that waited.</param>
/// <param name="Role">Who was asked.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="EndedAt">When it was answered or expired; null while it waits, or when the rollout turned back first.</param>
/// <param name="By">Who approved; null when nobody did.</param>
/// <param name="Reason">Why.</param>
public sealed record ApprovalRecord(string Step, string Role, DateTimeOffset RequestedAt, DateTimeOffset? EndedAt, string? By, string? Reason);
