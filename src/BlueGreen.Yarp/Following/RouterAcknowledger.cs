using BlueGreen.Traffic;
using BlueGreen.Yarp.Routing;

namespace BlueGreen.Yarp.Following;

/// <summary>Tells the register what is in force here. One at a time, so that an older acknowledgement never overtakes a newer one.</summary>
internal sealed class RouterAcknowledger(string application, string router, ITrafficRegister register, RoutingTable table) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private bool _hasWithdrawn;

    public string Router => router;

    public async Task AcknowledgeAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_hasWithdrawn)
            {
                await register.AcknowledgeAsync(application, router, table.Entry?.Token, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Says goodbye. Nothing is acknowledged after it.</summary>
    public async Task WithdrawAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _hasWithdrawn = true;
            await register.WithdrawAsync(application, router, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
