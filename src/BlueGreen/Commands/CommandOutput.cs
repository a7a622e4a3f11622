using System.Diagnostics;

namespace BlueGreen.Commands;

/// <summary>Reads both streams of a process while it runs, so that it never waits for its reader.</summary>
internal sealed class CommandOutput : IDisposable
{
    /// <summary>How long to read on after the end: a program that was left in the background may hold the streams open for ever.</summary>
    private static readonly TimeSpan Remainder = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly OutputTail _both;
    private readonly OutputTail _standard;
    private readonly TimeProvider _clock;
    private readonly Task _reading;

    public CommandOutput(Process process, int capacity, TimeProvider clock)
    {
        _both = new(capacity);
        _standard = new(capacity);
        _clock = clock;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput.BaseStream, _standard), ReadAsync(process.StandardError.BaseStream, null));
    }

    public string StandardOutput => _standard.ToString();

    /// <summary>Reads what is left.</summary>
    public async Task CloseAsync()
    {
        using var limit = new CancellationTokenSource(Remainder, _clock);
        await using var registration = limit.Token.Register(_stop.Cancel).ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
    }

    public void Dispose() => _stop.Dispose();

    public override string ToString() => _both.ToString();

    private async Task ReadAsync(Stream stream, OutputTail? own)
    {
        var buffer = new byte[8192];
        try
        {
            while (await stream.ReadAsync(buffer, _stop.Token).ConfigureAwait(false) is > 0 and var count)
            {
                _both.Add(buffer.AsSpan(0, count));
                own?.Add(buffer.AsSpan(0, count));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
        }
    }
}
