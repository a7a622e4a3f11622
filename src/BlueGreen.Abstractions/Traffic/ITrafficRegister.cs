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

    /// <summary>A router says that it now routes by the entry with that token, that it is alive, and how long that holds.</summary>
    /// <param name="application">The application.</param>
    /// <param name="router">The router instance's own name.</param>
    /// <param name="token">The token of the entry in force; null while the router has none.</param>
    /// <param name="validFor">For how long the router may route by it without being heard of again; after that it serves nothing. Null: for ever.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task AcknowledgeAsync(string application, string router, WriteToken? token, TimeSpan? validFor, CancellationToken cancellationToken);

    /// <summary>
    /// A router that serves nothing any more says goodbye: it no longer counts as live, and nobody waits for its acknowledgement. Repeatable; a router that the register
    /// does not know is no error. One that comes back under the same name only has to acknowledge again.
    /// A person may say it for a router that is gone for good.
    /// </summary>
    /// <param name="application">The application.</param>
    /// <param name="router">The name under which it acknowledged.</param>
    /// <param name="cancellationToken">Cancels the call; the router then counts until what it last acknowledged is no longer valid.</param>
    Task WithdrawAsync(string application, string router, CancellationToken cancellationToken);

    /// <summary>
    /// Lists the routers of an application that may still route, and what they last acknowledged: all but those that withdrew, and those whose acknowledgement is no longer
    /// valid by the register's clock. One that has not been heard of lately is listed as silent: it may be dead, frozen or cut off, and may serve by what it last acknowledged.
    /// </summary>
    /// <param name="application">The application.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<RouterAcknowledgement>> ReadAcknowledgementsAsync(string application, CancellationToken cancellationToken);

    /// <summary>Yields the present entry and then each newer one, until cancelled. A slow reader sees only the newest.</summary>
    /// <param name="application">The application.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    IAsyncEnumerable<TrafficEntry> WatchAsync(string application, CancellationToken cancellationToken);
}
