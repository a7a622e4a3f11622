using System.Collections.Concurrent;

namespace BlueGreen.Processes;

/// <summary>The state folders of all applications.</summary>
internal sealed class StateDirectories(string? root, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, DeploymentDirectory> _known = new(StringComparer.Ordinal);

    /// <summary>The folder of one application; it need not exist yet.</summary>
    public DeploymentDirectory Of(string application) =>
        _known.GetOrAdd(application, name => new(Path.Combine(Path.GetFullPath(root ?? Default()), SafeName.Of(name)), clock));

    /// <summary>Acts on the folder of the operation's application; trouble with the folder becomes a message with a remedy.</summary>
    public async Task<T> ActAsync<T>(OperationContext operation, Func<DeploymentDirectory, Task<T>> act)
    {
        ArgumentNullException.ThrowIfNull(operation);
        if (!OperatingSystem.IsLinux())
        {
            throw ProviderException.Permanent(
                "The child-process environment needs Linux: it starts releases in sessions of their own and finds them again through /proc. "
                + "Run it on Linux, in a container or in WSL, or use another environment.");
        }

        var directory = Of(operation.Application);
        try
        {
            return await act(directory).ConfigureAwait(false);
        }
        catch (UnauthorizedAccessException e)
        {
            throw ProviderException.Permanent(
                $"No access to the state folder {directory.Root}: {e.Message} Give this user access, or set StateDirectory to another folder.", e);
        }
        catch (IOException e)
        {
            throw ProviderException.Transient(
                $"The state folder {directory.Root} could not be used: {e.Message} Check that its disk is there and not full.", e);
        }
    }

    private static string Default()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return data.Length > 0
            ? Path.Combine(data, "bluegreen")
            : throw ProviderException.Permanent("This user has no folder for local application data. Set ChildProcessOptions.StateDirectory.");
    }
}
