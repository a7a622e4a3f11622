namespace BlueGreen.Traffic;

/// <summary>
/// Where routers that run in the user's own processes read their split. A router follows it, keeps its last value while it is away, and restarts from it.
/// </summary>
public interface ITrafficRegister
{
    /// <summary>Reads an application's entry, or null when none was ever written.</summary>
    /// <param name="application">The application.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<TrafficEntry?> ReadAsync(string application, CancellationToken cancellationToken);

    /// <summary>Writes an entry if its token is not lower than the present one's.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="cancellationToken">Cancels the call; its outcome is then unknown.</param>
    /// <returns>Whether it was written; false means that a higher token is there.</returns>
    Task<bool> WriteAsync(TrafficEntry entry, CancellationToken cancellationToken);

    /// <summary>A router says that it now routes by the entry with that token, and that it is alive.</summary>
    /// <param name="application">The application.</param>
    /// <param name="router">The router instance's own name.</param>
    /// <param name="token">The token of the entry in force; null while the router has none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task AcknowledgeAsync(string application, string router, WriteToken? token, CancellationToken cancellationToken);

    /// <summary>
    /// A router that serves nothing any more says goodbye: it no longer counts as live, and nobody waits for its acknowledgement. Repeatable; a router that the register
    /// does not know is no error. One that comes back under the same name only has to acknowledge again.
    /// </summary>
    /// <param name="application">The application.</param>
    /// <param name="router">The name under which it acknowledged.</param>
    /// <param name="cancellationToken">Cancels the call; the router then counts until the register takes it for dead.</param>
    Task WithdrawAsync(string application, string router, CancellationToken cancellationToken);

    /// <summary>Lists the live routers of an application and what they last acknowledged.</summary>
    /// <param name="application">The application.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<RouterAcknowledgement>> ReadAcknowledgementsAsync(string application, CancellationToken cancellationToken);

    /// <summary>Yields the present entry and then each newer one, until cancelled. A slow reader sees only the newest.</summary>
    /// <param name="application">The application.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    IAsyncEnumerable<TrafficEntry> WatchAsync(string application, CancellationToken cancellationToken);
}
