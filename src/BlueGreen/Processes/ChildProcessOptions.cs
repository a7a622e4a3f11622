namespace BlueGreen;

/// <summary>Settings of a <see cref="ChildProcessEnvironment"/>.</summary>
public sealed record ChildProcessOptions
{
    /// <summary>
    /// The folder that holds what the environment has to know after a crash, with one folder per application in it; readable by its owner only.
    /// Default: <c>bluegreen</c> in the user's local application data.
    /// </summary>
    public string? StateDirectory { get; init; }

    /// <summary>
    /// The path that has to answer GET with a status from 200 to 299 before a release counts as ready, such as <c>/health</c>.
    /// Default: none; a release is ready when it accepts TCP connections.
    /// </summary>
    public string? ReadinessPath { get; init; }

    /// <summary>How often a starting release is asked whether it is ready. Default: 100 ms.</summary>
    public TimeSpan ReadinessPollInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a release may take to end after SIGTERM before it gets SIGKILL. Default: 10 seconds; zero for SIGKILL at once.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether disposing the environment also stops the live deployment and the one to return to, if this environment started them.
    /// Default: no; they outlive the host.
    /// </summary>
    public bool StopOnExit { get; init; }

    /// <summary>
    /// Whether disposing the environment leaves everything running, candidates as well: for hosts that share a store, where another one goes on with the rollout.
    /// Default: no; a candidate is stopped, since without such a host nobody would ever come back to it.
    /// </summary>
    public bool HandOverOnExit { get; init; }

    /// <summary>Tells the time and paces the waiting. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
