namespace BlueGreen.Postgres.Migrations.Journal;

/// <summary>The session of the runner that works now.</summary>
internal sealed class LiveSession
{
    public required int Pid { get; init; }

    public string? ApplicationName { get; init; }

    public string? Rollout { get; init; }

    public string? Operation { get; init; }

    /// <summary>Whether it still has the lock, without which it does no work.</summary>
    public bool HoldsLock { get; init; }
}
