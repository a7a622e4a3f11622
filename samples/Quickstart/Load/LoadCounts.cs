namespace Quickstart.Load;

/// <summary>What users have seen.</summary>
internal sealed record LoadCounts
{
    public long Requests { get; init; }

    /// <summary>Requests that no release answered: connection failures and the router's own errors.</summary>
    public long Failed { get; init; }

    /// <summary>Server errors of a release.</summary>
    public long Bad { get; init; }

    public DateTimeOffset? FirstBadAt { get; init; }

    public LoadCounts Plus(Visit visit, DateTimeOffset at) => new()
    {
        Requests = Requests + 1,
        Failed = Failed + (visit.Version is null ? 1 : 0),
        Bad = Bad + (visit.IsBad ? 1 : 0),
        FirstBadAt = FirstBadAt ?? (visit.IsBad ? at : null),
    };
}
