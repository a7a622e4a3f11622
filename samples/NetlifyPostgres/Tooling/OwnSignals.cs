namespace NetlifyPostgres.Tooling;

/// <summary>Leaves Ctrl+C and SIGTERM to the tool: a host's own lifetime would take every one of them, so that a second one could not end the program.</summary>
internal sealed class OwnSignals : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
