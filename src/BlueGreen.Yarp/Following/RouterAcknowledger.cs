using BlueGreen.Traffic;
using BlueGreen.Yarp.Routing;

namespace BlueGreen.Yarp.Following;

/// <summary>Tells the register what is in force here. One at a time, so that an older acknowledgement never overtakes a newer one.</summary>
internal sealed class RouterAcknowledger(string application, string router, ITrafficRegister register, RoutingTable table) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public string Router => router;

    public async Task AcknowledgeAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await register.AcknowledgeAsync(application, router, table.Entry?.Token, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
