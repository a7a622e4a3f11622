using System.Runtime.InteropServices;

namespace Quickstart;

/// <summary>Ctrl+C (or SIGTERM): the first asks to go back to blue, the second to leave at once; a third is not caught.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _back = new();
    private readonly CancellationTokenSource _leave = new();
    private readonly TaskCompletionSource _requested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration[] _signals;

    public Interrupt() => _signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
    ];

    public CancellationToken Back => _back.Token;

    public CancellationToken Leave => _leave.Token;

    public Task Requested => _requested.Task;

    public bool IsRequested => _back.IsCancellationRequested;

    public void Dispose()
    {
        Array.ForEach(_signals, signal => signal.Dispose());
        _back.Dispose();
        _leave.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = !Leave.IsCancellationRequested;
        var next = IsRequested ? _leave : _back;
        next.Cancel();
        _requested.TrySetResult();
    }
}
