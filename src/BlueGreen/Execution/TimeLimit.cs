namespace BlueGreen.Execution;

/// <summary>A token that is cancelled by its parent, or when the time is up.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;

    public TimeLimit(TimeSpan time, TimeProvider clock, CancellationToken parent)
    {
        _timer = new(time > TimeSpan.Zero ? time : TimeSpan.FromTicks(1), clock);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, parent);
    }

    public CancellationToken Token => _either.Token;

    public void Cancel() => _either.Cancel();

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}
