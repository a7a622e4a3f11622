using BlueGreen.Hosting;

namespace BlueGreen;

/// <summary>Runs a plan from where one stands, without a host.</summary>
public static class RolloutPlanExtensions
{
    /// <summary>
    /// Rolls a release out and returns when the rollout is closed or frozen. A rollback is a result, not an exception. A store that fails meanwhile is asked again, without end: cancel
    /// <see cref="RunOptions.Leave"/> to wait no longer.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="release">The release.</param>
    /// <param name="options">Who watches, and where the journal is kept; null for the defaults.</param>
    /// <param name="cancellationToken">
    /// Asks for an abort and waits until everybody is back on blue. To stop waiting as well, cancel <see cref="RunOptions.Leave"/>.
    /// </param>
    /// <exception cref="UnknownEventException">The journal holds an event that this version does not know: a newer program drives the rollout as well.</exception>
    /// <exception cref="RolloutRefusedException">The application has an active rollout, or a required rollout is missing.</exception>
    public static async Task<RolloutResult> RunAsync(this RolloutPlan plan, Release release, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(release);
        cancellationToken.ThrowIfCancellationRequested();
        var run = new PlanRun(plan, options ?? new());
        await using (run.ConfigureAwait(false))
        {
            return await run.RunAsync(release, cancellationToken).ConfigureAwait(false);
        }
    }
}
