namespace BlueGreen.Postgres.Tests.Fixtures;

/// <summary>Undoes something, once.</summary>
internal sealed class Undoing(Func<Task> undo) : IAsyncDisposable
{
    private int _isDone;

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDone, 1) == 0)
        {
            await undo();
        }
    }
}
