using System.ComponentModel;
using System.Diagnostics;

namespace BlueGreen.Processes;

/// <summary>Processes that lead a session of their own: a Ctrl+C or a hang-up of the host's terminal does not reach them.</summary>
internal static class DetachedProcess
{
    /// <summary>Describes a program to be started on its own, with its three streams in the starter's hands.</summary>
    /// <param name="program">The program's full path.</param>
    /// <param name="arguments">The arguments; none of them passes through a shell.</param>
    /// <param name="folder">Where to start; null for the host's folder.</param>
    /// <param name="variables">Variables on top of the host's; later ones win.</param>
    public static ProcessStartInfo Describe(string program, IEnumerable<string> arguments, string? folder, IEnumerable<KeyValuePair<string, string>> variables)
    {
        var info = new ProcessStartInfo(OperatingSystem.IsLinux() ? SessionStarter() : program)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in OperatingSystem.IsLinux() ? arguments.Prepend(program) : arguments)
        {
            info.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in variables)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    public static Process Start(ProcessStartInfo info, string program)
    {
        try
        {
            return Process.Start(info)!;
        }
        catch (Win32Exception e)
        {
            throw ProviderException.Permanent($"Could not start '{program}': {e.Message}. Check that it can be run from a terminal by the same user.", e);
        }
    }

    private static string SessionStarter()
    {
        try
        {
            return ProgramPath.Find(Command.Run("setsid"));
        }
        catch (ProviderException e)
        {
            throw ProviderException.Permanent("Could not start a process in a session of its own: 'setsid' is not on the PATH. Install util-linux.", e);
        }
    }
}
