using BlueGreen.NetlifyEmulator.Faults;

namespace BlueGreen.Netlify.Tests.Fixtures;

/// <summary>Cuts every connection until it is disposed.</summary>
internal sealed class Away(FaultList faults) : IAsyncDisposable
{
    public static Task<IAsyncDisposable?> BeginAsync(FaultList faults)
    {
        faults.Add("*", "/**", Fault.Reset, times: int.MaxValue);
        return Task.FromResult<IAsyncDisposable?>(new Away(faults));
    }

    public ValueTask DisposeAsync()
    {
        faults.Clear();
        return ValueTask.CompletedTask;
    }
}
