using System.Collections.Immutable;
using BlueGreen.Plans;

namespace BlueGreen;

/// <summary>Things to check before, during and after a rollout.</summary>
public static class Checks
{
    /// <summary>A program must end with exit code 0 within 10 minutes. The check is named as the command line.</summary>
    /// <param name="fileName">A path, or a name that is found on the PATH. Not empty.</param>
    /// <param name="arguments">The arguments, one by one. No secrets.</param>
    public static Check Command(string fileName, params ImmutableArray<string> arguments) => Command(global::BlueGreen.Command.Run(fileName, arguments));

    /// <summary>A program must end with exit code 0 within its own time limit. The check is named as the command line.</summary>
    /// <param name="command">The program.</param>
    public static Check Command(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return new(new CommandCheck(command.ToString(), command));
    }

    /// <summary>An environment variable of the host must be set and not empty. Its value is not kept.</summary>
    /// <param name="variable">The variable's name.</param>
    public static Check Variable(string variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return new(new VariableCheck($"variable {variable}", variable));
    }

    /// <summary>A port must accept connections.</summary>
    /// <param name="host">A host name or address.</param>
    /// <param name="port">From 1 to 65535.</param>
    /// <param name="timeout">When to give up. Default: 5 seconds.</param>
    public static Check Tcp(string host, int port, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        return new(new TcpCheck($"tcp {host}:{port}", host, port, timeout ?? TimeSpan.FromSeconds(5)));
    }

    /// <summary>An address must answer GET with a status from 200 to 299.</summary>
    /// <param name="url">The absolute address.</param>
    /// <param name="timeout">When to give up. Default: 10 seconds.</param>
    public static Check Http(Uri url, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(url);
        return new(new HttpCheck($"GET {url}", url, timeout ?? TimeSpan.FromSeconds(10)));
    }

    /// <summary>Code of one's own must find that something is as it should be. It may run again after a crash.</summary>
    /// <param name="name">Unique within the plan.</param>
    /// <param name="handler">The code.</param>
    /// <param name="version">Change it with the code where a rollout that began with the old code must not go on with the new.</param>
    public static Check That(string name, CheckHandler handler, string version = "1")
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentException.ThrowIfNullOrWhiteSpace(version);
        return new(new DelegateCheck(name)) { Handler = handler, Version = version };
    }
}
