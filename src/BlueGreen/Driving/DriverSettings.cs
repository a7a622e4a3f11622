using BlueGreen.Machine;

namespace BlueGreen.Driving;

/// <summary>Times of a driver.</summary>
internal sealed record DriverSettings
{
    /// <summary>How long a lease lasts unless it is renewed.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>When a single write or read is given up; at most half the lease.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the inbox is read although nobody said that there is something.</summary>
    public TimeSpan InboxInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long after a failed call to the store the next one starts.</summary>
    public TimeSpan StoreRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What the simulator takes away; nothing in production.</summary>
    public Mechanism Off { get; init; }
}
