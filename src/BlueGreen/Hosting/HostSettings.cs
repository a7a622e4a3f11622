using BlueGreen.Driving;

namespace BlueGreen.Hosting;

/// <summary>The times of a host, and who it is.</summary>
internal sealed record HostSettings
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(1);

    /// <summary>The process incarnation: never the same again, so that a host that has come back waits for its own former lease, too.</summary>
    public string Owner { get; init; } = Guid.NewGuid().ToString("N");

    public DriverSettings Driver { get; init; } = new();

    public TimeSpan ClaimInterval { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LookAgainAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A third of the lease, so that two renewals may fail.</summary>
    public TimeSpan RenewInterval => Driver.LeaseDuration / 3;

    /// <summary>When a renewal is given up: early enough for another two.</summary>
    public TimeSpan RenewTimeout => Shorter(Driver.CallTimeout, Driver.LeaseDuration / 6);

    public static HostSettings From(BlueGreenOptions options) => new()
    {
        Owner = $"{options.HostName}/{Guid.NewGuid().ToString("N")[..16]}",
        Driver = new()
        {
            LeaseDuration = options.LeaseDuration,
            CallTimeout = Shorter(LongestCall, options.LeaseDuration / 2),
            InboxInterval = options.InboxInterval,
            StoreRetry = Shorter(LongestRetry, options.LeaseDuration / 10),
        },
        ClaimInterval = options.ClaimInterval,
        LookAgainAfter = options.LookAgainAfter,
    };

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
