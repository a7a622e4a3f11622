namespace BlueGreen.Conformance.Tests.Fixtures;

/// <summary>Does something when it is disposed.</summary>
internal sealed class Disposable(Action dispose) : IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        dispose();
        return ValueTask.CompletedTask;
    }
}
