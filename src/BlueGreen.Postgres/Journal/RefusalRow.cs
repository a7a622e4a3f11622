using BlueGreen.Journal;

namespace BlueGreen.Postgres.Journal;

/// <summary>Where a rollout stands to which nothing was appended.</summary>
internal sealed record RefusalRow
{
    /// <summary>Whether it is active, under the writer's epoch.</summary>
    public bool IsMine { get; init; }

    public long Epoch { get; init; }

    public long Head { get; init; }

    public long Inbox { get; init; }

    public DateTime At { get; init; }

    public AppendResult Answer(AppendRequest request) => new(
        !IsMine ? AppendStatus.Fenced : Head == request.ExpectedHead && Inbox > request.InboxPosition ? AppendStatus.SignalsWaiting : AppendStatus.HeadMoved,
        Epoch, Head, StoreTime.Of(At));
}
