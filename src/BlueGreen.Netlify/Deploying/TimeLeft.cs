namespace BlueGreen.Netlify.Deploying;

/// <summary>How long an operation may still take, and whether it may go on.</summary>
internal sealed class TimeLeft(OperationContext operation, TimeProvider clock)
{
    private readonly long _begun = clock.GetTimestamp();

    public bool IsEnoughFor(TimeSpan pause) => clock.GetElapsedTime(_begun) + pause < operation.TimeLeft;

    public Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken) => Task.Delay(pause, clock, cancellationToken);

    /// <exception cref="ProviderException">The driver no longer holds its lease.</exception>
    public void ThrowIfLeaseIsLost(string what)
    {
        if (!operation.HoldsLease())
        {
            throw ProviderException.Transient($"{what} stopped: this driver no longer holds its lease. Another one goes on with {operation.Operation}.");
        }
    }
}
