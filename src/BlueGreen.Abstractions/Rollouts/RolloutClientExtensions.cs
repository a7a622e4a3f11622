using BlueGreen.Signals;

namespace BlueGreen;

/// <summary>One verb for each signal.</summary>
public static class RolloutClientExtensions
{
    /// <summary>Takes no forward step until resumed. Triggers stay armed.</summary>
    /// <param name="client">The client.</param>
    /// <param name="rollout">The rollout.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public static Task PauseAsync(this IRolloutClient client, RolloutId rollout, string by, string? reason = null, CancellationToken cancellationToken = default) =>
        Send(client, rollout, SignalKind.Pause, by, reason, cancellationToken);

    /// <summary>Goes on after a pause, a drift or a freeze.</summary>
    /// <param name="client">The client.</param>
    /// <param name="rollout">The rollout.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public static Task ResumeAsync(this IRolloutClient client, RolloutId rollout, string by, string? reason = null, CancellationToken cancellationToken = default) =>
        Send(client, rollout, SignalKind.Resume, by, reason, cancellationToken);

    /// <summary>Stops and undoes; a roll back once green may have traffic.</summary>
    /// <param name="client">The client.</param>
    /// <param name="rollout">The rollout.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public static Task AbortAsync(this IRolloutClient client, RolloutId rollout, string by, string? reason = null, CancellationToken cancellationToken = default) =>
        Send(client, rollout, SignalKind.Abort, by, reason, cancellationToken);

    /// <summary>Skips what is left of the bakes and partial shifts before promotion.</summary>
    /// <param name="client">The client.</param>
    /// <param name="rollout">The rollout.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public static Task PromoteNowAsync(this IRolloutClient client, RolloutId rollout, string by, string? reason = null, CancellationToken cancellationToken = default) =>
        Send(client, rollout, SignalKind.PromoteNow, by, reason, cancellationToken);

    /// <summary>Gives an approval.</summary>
    /// <param name="client">The client.</param>
    /// <param name="rollout">The rollout.</param>
    /// <param name="step">The step that waits for it.</param>
    /// <param name="fingerprint">The plan's fingerprint that the approver saw.</param>
    /// <param name="by">Who approves.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public static Task ApproveAsync(
        this IRolloutClient client, RolloutId rollout, string step, string fingerprint, string by, string? reason = null, CancellationToken cancellationToken = default) =>
        Send(client, rollout, SignalKind.Approve, by, reason, cancellationToken, step, fingerprint);

    /// <summary>Refuses an approval: the rollout rolls back.</summary>
    /// <param name="client">The client.</param>
    /// <param name="rollout">The rollout.</param>
    /// <param name="step">The step that waits for it.</param>
    /// <param name="fingerprint">The plan's fingerprint that the approver saw.</param>
    /// <param name="by">Who refuses.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public static Task RejectAsync(
        this IRolloutClient client, RolloutId rollout, string step, string fingerprint, string by, string? reason = null, CancellationToken cancellationToken = default) =>
        Send(client, rollout, SignalKind.Reject, by, reason, cancellationToken, step, fingerprint);

    private static Task Send(
        IRolloutClient client, RolloutId rollout, SignalKind kind, string by, string? reason, CancellationToken cancellationToken, string? step = null, string? fingerprint = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        return client.SignalAsync(
            rollout, new() { Id = Guid.NewGuid().ToString("N"), Kind = kind, By = by, Reason = reason, Step = step, Fingerprint = fingerprint }, cancellationToken);
    }
}
