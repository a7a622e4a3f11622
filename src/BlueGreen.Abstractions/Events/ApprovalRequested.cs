namespace BlueGreen.Events;

/// <summary>The rollout waits for an approval.</summary>
/// <param name="Step">The step that an approval must name.</param>
/// <param name="Role">Who may give it.</param>
/// <param name="ExpiresAt">When it expires.</param>
/// <param name="OnExpiry">What happens then.</param>
/// <param name="Fingerprint">The plan's fingerprint that an approval must name.</param>
public sealed record ApprovalRequested(string Step, string Role, DateTimeOffset ExpiresAt, Expiry OnExpiry, string Fingerprint) : RolloutEvent;
