namespace BlueGreen.Execution;

/// <summary>A token that is cancelled by its parent, or when the time is up.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _parent;

    public TimeLimit(TimeSpan time, TimeProvider clock, CancellationToken parent)
    {
        _source = new(time > TimeSpan.Zero ? time : TimeSpan.FromTicks(1), clock);
        _parent = parent.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    public void Cancel() => _source.Cancel();

    public void Dispose()
    {
        _parent.Dispose();
        _source.Dispose();
    }
}
