namespace BlueGreen.NetlifyEmulator.World;

/// <summary>A split of a site's visitors.</summary>
internal sealed class SplitTest(string id, string siteId, DateTimeOffset now)
{
    public string Id => id;

    public string SiteId => siteId;

    public DateTimeOffset CreatedAt { get; } = now;

    public DateTimeOffset UpdatedAt { get; set; } = now;

    public DateTimeOffset? UnpublishedAt { get; set; }

    public bool IsActive { get; set; }

    /// <summary>In the order of the request, which is the order of the bands.</summary>
    public IReadOnlyList<SplitBranch> Branches { get; set; } = [];

    /// <summary>The branch whose band a visitor's number is in.</summary>
    /// <param name="number">From 0 up to, but not including, 1.</param>
    public string BranchAt(double number)
    {
        var upper = 0.0;
        foreach (var branch in Branches)
        {
            upper += branch.Percentage / 100;
            if (number < upper)
            {
                return branch.Branch;
            }
        }

        return Branches[^1].Branch;
    }
}
