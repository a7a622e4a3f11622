using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using BlueGreen;
using BlueGreen.Journal;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AspNetCoreHost.Rollouts;

/// <summary>A rollout's journal as server-sent events. Their ids are its sequence numbers, so a client that comes back misses nothing and sees nothing twice.</summary>
internal static class EventStream
{
    public static async Task<Results<ServerSentEventsResult<string>, NoContent>> WatchAsync(
        RolloutId id,
        [FromHeader(Name = "Last-Event-ID")] long? lastEventId,
        IRolloutClient rollouts,
        IHostApplicationLifetime lifetime,
        CancellationToken token)
    {
        var status = await rollouts.GetAsync(id, token);
        var after = lastEventId ?? 0;
        return status.Summary.Standing == RolloutStanding.Closed && after >= status.Sequence
            ? TypedResults.NoContent()   // which tells an EventSource to stay away
            : TypedResults.ServerSentEvents(ReadAsync(rollouts.WatchAsync(id, after, lifetime.ApplicationStopping), lifetime.ApplicationStopping, token));
    }

    /// <summary>Ends when the rollout is closed, and when the tool is stopped: it would wait for its open requests otherwise.</summary>
    private static async IAsyncEnumerable<SseItem<string>> ReadAsync(
        IAsyncEnumerable<JournalEntry> entries, CancellationToken stopping, [EnumeratorCancellation] CancellationToken gone)
    {
        await using var entry = entries.GetAsyncEnumerator(gone);
        while (await MoveNextAsync())
        {
            yield return new(JournalJson.Write(entry.Current)) { EventId = entry.Current.Sequence.ToString(CultureInfo.InvariantCulture) };
        }

        async ValueTask<bool> MoveNextAsync()
        {
            try
            {
                return await entry.MoveNextAsync();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return false;
            }
        }
    }
}
