using BlueGreen.NetlifyEmulator.Serving;
using BlueGreen.NetlifyEmulator.World;

namespace BlueGreen.NetlifyEmulator;

/// <summary>How the emulator behaves as long as no fault is injected.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The token that is accepted.</summary>
    public string Token { get; init; } = "test-token";

    /// <summary>The port of the API; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>What moves a deploy from uploaded to ready, and from preparing to prepared.</summary>
    public DeployPace Pace { get; init; } = DeployPace.EachPoll;

    /// <summary>Where all times come from, also those that a pace or a fault waits for.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Requests a minute, which the X-RateLimit headers tell. Netlify documents 500.</summary>
    public int RequestsPerMinute { get; init; } = 500;

    /// <summary>Whether requests over <see cref="RequestsPerMinute"/>, and purges over two in five seconds, are refused with 429.</summary>
    public bool EnforcesRateLimit { get; init; }

    /// <summary>Uploads at one time, over which another is refused with 429; null for no limit. Netlify's own, undocumented, was seen as 5.</summary>
    public int? ConcurrentUploads { get; init; }

    /// <summary>How long an upload takes at least, so that several are under way at one time. Default: no time.</summary>
    public TimeSpan UploadTime { get; init; }

    /// <summary>Whether members that are null are left out. Netlify tells them, although its schema knows no null.</summary>
    public bool OmitsNulls { get; init; }

    /// <summary>Seeds the draws that send new visitors to a branch of a split test.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Answers visits to deployed functions. Default: null; functions are stored and never found.</summary>
    public Func<FunctionCall, Task>? RunFunction { get; init; }
}
