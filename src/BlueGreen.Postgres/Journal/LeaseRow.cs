using BlueGreen.Journal;

namespace BlueGreen.Postgres.Journal;

/// <summary>A lease, and when it was answered.</summary>
internal sealed record LeaseRow
{
    public string Rollout { get; init; } = "";

    public string Application { get; init; } = "";

    public string Owner { get; init; } = "";

    public long Epoch { get; init; }

    public DateTime ExpiresAt { get; init; }

    public DateTime At { get; init; }

    public Lease Read() => new(new(Rollout), Application, Owner, Epoch, StoreTime.Of(ExpiresAt), StoreTime.Of(At));
}
