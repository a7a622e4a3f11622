using System.Collections.Immutable;

namespace BlueGreen.Processes;

/// <summary>Ends processes: asks first, insists after a grace time, returns when they are gone.</summary>
internal sealed class ProcessStopper(TimeProvider clock)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>Ends what <paramref name="find"/> finds, including what appears meanwhile.</summary>
    /// <param name="find">Finds those that still run.</param>
    /// <param name="grace">How long they may take to end by themselves; zero to end them at once.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task StopAsync(Func<ImmutableArray<ProcessEntry>> find, TimeSpan grace, CancellationToken cancellationToken)
    {
        var asked = clock.GetTimestamp();
        if (grace > TimeSpan.Zero)
        {
            Signal(find(), Posix.Terminate);
        }

        for (var left = find(); !left.IsEmpty; left = find())
        {
            if (clock.GetElapsedTime(asked) >= grace)
            {
                Signal(left, Posix.Kill);
            }

            await Task.Delay(LookAgain, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static void Signal(ImmutableArray<ProcessEntry> processes, int signal)
    {
        foreach (var process in processes)
        {
            Posix.Signal(process.Pid, signal);
        }
    }
}
