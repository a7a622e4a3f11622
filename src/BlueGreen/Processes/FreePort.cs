using System.Net;
using System.Net.Sockets;

namespace BlueGreen.Processes;

/// <summary>Ports of the loopback address that nobody listens on.</summary>
internal static class FreePort
{
    /// <summary>The preferred port if it is free, else one that the system picks.</summary>
    /// <param name="preferred">The port to keep, or 0.</param>
    /// <param name="taken">Ports that are promised to others.</param>
    public static int Choose(int preferred, IReadOnlySet<int> taken)
    {
        if (preferred != 0 && !taken.Contains(preferred) && IsFree(preferred))
        {
            return preferred;
        }

        var port = Pick();
        while (taken.Contains(port))
        {
            port = Pick();
        }

        return port;
    }

    public static bool IsFree(int port)
    {
        try
        {
            _ = Listen(port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int Pick() => Listen(0);

    private static int Listen(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
