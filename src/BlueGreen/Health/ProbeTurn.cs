namespace BlueGreen.Health;

/// <summary>A round of probes that waits for its beginning. It ends in a place, or is given up, or is cancelled by who asked.</summary>
/// <param name="probes">How many probes it has.</param>
/// <param name="latest">The last tick at which it is of use.</param>
internal sealed class ProbeTurn(int probes, long latest) : TaskCompletionSource<ProbePlace>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public int Probes => probes;

    public long Latest => latest;

    public async Task<ProbePlace> WaitAsync(CancellationToken cancellationToken)
    {
        using var cancelling = cancellationToken.UnsafeRegister(static (turn, token) => ((ProbeTurn)turn!).TrySetCanceled(token), this);
        return await Task.ConfigureAwait(false);
    }
}
