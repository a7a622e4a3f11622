using BlueGreen.Journal;

namespace BlueGreen.Postgres.Journal;

/// <summary>What a start found.</summary>
internal sealed record StartRow
{
    /// <summary>The rollout that has the key.</summary>
    public string? Known { get; init; }

    /// <summary>The application's active rollout, before.</summary>
    public string? Active { get; init; }

    /// <summary>The new rollout's standing; null when none was added.</summary>
    public string? Added { get; init; }

    /// <summary>The standing of a rollout of that identifier, before.</summary>
    public string? Before { get; init; }

    /// <param name="request">What was asked.</param>
    /// <param name="isRepeated">Whether the answer to the same call was lost: what is there then was most likely added by it.</param>
    public StartResult Answer(StartRequest request, bool isRepeated)
    {
        RolloutId? active = Active is { } id ? new(id) : null;
        if (Added is not null || (isRepeated && Before is not null && (Known ?? request.Rollout.Value) == request.Rollout.Value))
        {
            return (Added ?? Before) == Standings.Queued ? new(StartStatus.Queued, request.Rollout, active) : new(StartStatus.Started, request.Rollout, null);
        }

        return Known is { } known ? new(StartStatus.Existing, new(known), active)
            : Before is null && active is not null && request.IfActive == IfActive.Refuse ? new(StartStatus.Refused, request.Rollout, active)
            : new(StartStatus.Existing, request.Rollout, active);
    }
}
