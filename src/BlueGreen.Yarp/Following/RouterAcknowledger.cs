using BlueGreen.Traffic;
using BlueGreen.Yarp.Routing;

namespace BlueGreen.Yarp.Following;

/// <summary>Tells the register what is in force here, and for how long. One at a time, so that an older acknowledgement never overtakes a newer one.</summary>
internal sealed class RouterAcknowledger(string application, string router, ITrafficRegister register, RoutingTable table) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private bool _hasWithdrawn;

    public string Router => router;

    /// <summary>Says what is in force, which stays so for as long as the register was told.</summary>
    public async Task AcknowledgeAsync(CancellationToken cancellationToken)
    {
        var sentAt = table.Permit.Now;
        await TellAsync(cancellationToken).ConfigureAwait(false);
        table.Permit.Extend(sentAt);
    }

    /// <summary>Announces the router, looks at the register, puts in force what it says, and says so: whoever writes after the announcement waits for this router.</summary>
    /// <param name="look">Looks, and puts in force.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task JoinAsync(Func<CancellationToken, Task> look, CancellationToken cancellationToken)
    {
        var announcedAt = table.Permit.Now;
        await TellAsync(cancellationToken).ConfigureAwait(false);
        await look(cancellationToken).ConfigureAwait(false);
        await TellAsync(cancellationToken).ConfigureAwait(false);
        table.Permit.Grant(announcedAt);
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

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_hasWithdrawn)
            {
                await register.AcknowledgeAsync(application, router, table.Entry?.Token, table.Permit.Promised, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }
}
