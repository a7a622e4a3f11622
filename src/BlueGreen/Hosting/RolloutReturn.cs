using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Machine;
using BlueGreen.Signals;

namespace BlueGreen.Hosting;

/// <summary>Rolls back: an open rollout by a signal, a finished one by a rollout of its own.</summary>
internal sealed class RolloutReturn(IRolloutStore store, RolloutStarter starter)
{
    public async Task<RolloutId> RollBackAsync(RolloutId rollout, Signal signal, CancellationToken cancellationToken)
    {
        var receipt = await store.SendAsync(rollout, signal, cancellationToken).ConfigureAwait(false);
        return receipt switch
        {
            SignalReceipt.Stored or SignalReceipt.Duplicate => rollout,
            SignalReceipt.UnknownRollout => throw UnknownRollout.Refuse(rollout),
            _ => await StartAsync(rollout, signal, cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<RolloutId> StartAsync(RolloutId rollout, Signal signal, CancellationToken cancellationToken)
    {
        var state = Fold(await store.ReadAsync(rollout, 0, cancellationToken).ConfigureAwait(false));
        if (state is not { Closed.Outcome: RolloutOutcome.Succeeded, Green: { } green, Blue: { } blue })
        {
            throw new RolloutRefusedException(state.Blue is null
                ? $"Rollout {rollout} was the first of its application: there is nothing to return to."
                : $"Rollout {rollout} ended as {state.Closed?.Outcome}: blue has the traffic already.");
        }

        if (await FindLaterAsync(rollout, state, cancellationToken).ConfigureAwait(false) is { } later)
        {
            return later;
        }

        if (state.NoReturn is { } passed && signal.LossToken != passed.LossToken)
        {
            throw new RolloutRefusedException($"Rollout {rollout} passed its point of no return: repeat the request with the loss token {passed.LossToken}, which accepts: {passed.Loss}.");
        }

        var started = new RolloutStarted
        {
            Kind = RolloutKind.Rollback,
            Release = new(blue.Version ?? blue.Id.Value),
            Plan = state.Plan,
            By = signal.By,
            Reason = signal.Reason,
            Incident = signal.Incident,
            ReturnTo = blue,
            Leave = green,
            Strategy = signal.Strategy,
        };
        return await starter.CreateAsync(started, new() { By = signal.By, Key = $"rollback-of-{rollout}" }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Only the rollout that made what is live can be gone back on. If that has been done already, this is the rollout that did.</summary>
    private async Task<RolloutId?> FindLaterAsync(RolloutId rollout, RolloutState state, CancellationToken cancellationToken)
    {
        await foreach (var summary in store.ListAsync(new() { Application = state.Plan.Application }, cancellationToken).ConfigureAwait(false))
        {
            if (summary.Rollout == rollout)
            {
                return null;
            }

            if (summary.Kind == RolloutKind.Rollback && await LeavesAsync(summary.Rollout, state.Green!, cancellationToken).ConfigureAwait(false))
            {
                return summary.Rollout;
            }

            if (summary is { Outcome: RolloutOutcome.Succeeded } or { Kind: RolloutKind.Rollback, Outcome: RolloutOutcome.RolledBack })
            {
                throw new RolloutRefusedException($"Rollout {summary.Rollout} to {summary.Version} has come after {rollout}. Roll that one back, or roll out the version that you want.");
            }
        }

        return null;
    }

    private async Task<bool> LeavesAsync(RolloutId rollout, Deployment green, CancellationToken cancellationToken) =>
        await store.ReadAsync(rollout, 0, cancellationToken).ConfigureAwait(false) is [{ Event: RolloutStarted { Leave: { } left } }, ..] && left.Id == green.Id;

    private static RolloutState Fold(ImmutableArray<JournalEntry> entries) =>
        entries.Aggregate(RolloutState.Empty, (state, entry) => state.Apply(entry));
}
