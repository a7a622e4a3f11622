using System.Collections.Concurrent;
using System.Diagnostics;

namespace BlueGreen.Processes;

/// <summary>Starts the process of a deployment and remembers it, so that its exit code can be told.</summary>
internal sealed class ReleaseLauncher(Command command) : IDisposable
{
    private const string Shell = "/bin/sh";

    /// <summary>Sends the output of the program in $1 to the file in $0. Constant: what users write reaches it as arguments only.</summary>
    private const string IntoFile = """exec "$@" >>"$0" 2>&1 </dev/null""";

    private readonly ConcurrentDictionary<ProcessIdentity, Process> _children = new();

    /// <summary>Starts a deployment. The caller holds the folder's lock and has saved <paramref name="record"/>.</summary>
    public ProcessIdentity Launch(DeploymentRecord record, DeploymentDirectory directory, string application)
    {
        var output = directory.OutputPath(record);
        File.AppendAllBytes(output, []);

        var process = DetachedProcess.Start(Describe(record, directory, application, output), record.FileName);
        process.StandardInput.Close();
        process.StandardOutput.Close();
        process.StandardError.Close();

        var entry = ProcessTable.Find(process.Id);
        var identity = entry is null ? new(process.Id, -1, ProcessTable.BootId) : ProcessIdentity.Of(entry);
        _children[identity] = process;
        return identity;
    }

    /// <summary>The exit code of a process that has ended; null when another host started it.</summary>
    public async Task<int?> ExitCodeAsync(ProcessIdentity identity, CancellationToken cancellationToken)
    {
        if (!_children.TryGetValue(identity, out var process))
        {
            return null;
        }

        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return process.ExitCode;
    }

    public void Dispose()
    {
        foreach (var process in _children.Values)
        {
            process.Dispose();
        }
    }

    private ProcessStartInfo Describe(DeploymentRecord record, DeploymentDirectory directory, string application, string output)
    {
        var release = new Release(record.Version) { Artifact = record.Artifact };
        var arguments = record.Arguments.Select(argument => argument.AtPort(record.Port));
        var variables = command.For(release).Variables.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.AtPort(record.Port)))
            .Concat(command.Secrets.Select(secret => KeyValuePair.Create(secret.Key, secret.Value.Reveal())));
        return DetachedProcess.Describe(
            Shell,
            ["-c", IntoFile, output, record.FileName, .. arguments],
            record.WorkingDirectory,
            [.. CommandTemplate.PortVariables(record.Port), .. variables, .. directory.MarkerOf(record.Operation).Variables(application, record.Start)]);
    }
}
