using System.Diagnostics;
using BlueGreen.Processes;

namespace BlueGreen.Commands;

/// <summary>
/// Runs a command to its end, never through a shell, with an empty input and in a session of its own: a Ctrl+C in the host's terminal does not reach it.
/// At the command's time limit, and on cancellation, its whole tree of processes is ended. Thread-safe.
/// </summary>
internal sealed class CommandRunner(TimeProvider clock, int keptOutput = CommandRunner.KeptOutput)
{
    /// <summary>How many bytes of a command's output are kept: the last 1 MB.</summary>
    public const int KeptOutput = 1024 * 1024;

    /// <summary>Runs a command whose placeholders are resolved.</summary>
    /// <exception cref="ProviderException">There is no such program, or it cannot be started.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled and has been ended.</exception>
    public async Task<CommandResult> RunAsync(Command command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var program = ProgramPath.Find(command);
        var info = DetachedProcess.Describe(
            program,
            command.Arguments,
            command.WorkingDirectory,
            command.Variables.Concat(command.Secrets.Select(secret => KeyValuePair.Create(secret.Key, secret.Value.Reveal()))));

        var started = clock.GetTimestamp();
        using var process = DetachedProcess.Start(info, program);
        process.StandardInput.Close();
        using var output = new CommandOutput(process, keptOutput, clock);
        var timedOut = await EndsAtLimitAsync(process, command.Timeout, cancellationToken).ConfigureAwait(false);
        await output.CloseAsync().ConfigureAwait(false);

        cancellationToken.ThrowIfCancellationRequested();
        return new(timedOut ? null : process.ExitCode, output.ToString(), timedOut, clock.GetElapsedTime(started)) { StandardOutput = output.StandardOutput };
    }

    /// <summary>Waits for the end of the process, and brings it about at the limit or when cancelled.</summary>
    private async Task<bool> EndsAtLimitAsync(Process process, TimeSpan limit, CancellationToken cancellationToken)
    {
        var tree = OperatingSystem.IsLinux() && ProcessTable.Find(process.Id) is { } entry ? new ProcessTree(ProcessIdentity.Of(entry)) : null;
        using var timeout = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await process.WaitForExitAsync(either.Token).ConfigureAwait(false);
            return false;
        }
        catch (OperationCanceledException)
        {
            await KillAsync(process, tree).ConfigureAwait(false);
            return !cancellationToken.IsCancellationRequested;
        }
    }

    private async Task KillAsync(Process process, ProcessTree? tree)
    {
        if (tree is not null)
        {
            await new ProcessStopper(clock).StopAsync(tree.Find, TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
        }
        else
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
