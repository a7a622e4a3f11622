using System.Collections.Immutable;

namespace BlueGreen.Journal;

/// <summary>Decides, by the store's clock alone, which process drives a rollout.</summary>
public interface IRolloutLeases
{
    /// <summary>
    /// Takes leases on active rollouts that nobody holds or whose lease has expired, and raises their application's epoch for each; only those that the request does not rule
    /// out by application, event format or name. A new application's epochs begin
    /// at the store's time in milliseconds, so that providers which keep tokens take a new store's writes for newer than an older store's.
    /// </summary>
    /// <param name="request">For whom, for how long, how many.</param>
    /// <param name="cancellationToken">Cancels the call; leases taken unseen expire by themselves.</param>
    Task<ImmutableArray<Lease>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken);

    /// <summary>Prolongs leases, in one statement.</summary>
    /// <param name="leases">The leases of one owner.</param>
    /// <param name="duration">From now by the store's clock.</param>
    /// <param name="cancellationToken">Cancels the call; its outcome is then unknown.</param>
    /// <returns>Those that are still held. What is missing is lost.</returns>
    Task<ImmutableArray<Lease>> RenewAsync(ImmutableArray<Lease> leases, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Gives a lease back, so that another process need not wait for its expiry. Harmless when it is lost.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task ReleaseAsync(Lease lease, CancellationToken cancellationToken);
}
