using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace BlueGreen.Processes;

/// <summary>Ports of the loopback address that nobody listens on.</summary>
internal static class FreePort
{
    /// <summary>The preferred port if it is free, else one that the system gives to nobody by itself, else one that the system picks.</summary>
    /// <param name="preferred">The port to keep, or 0.</param>
    /// <param name="taken">Ports that are promised to others.</param>
    /// <param name="owner">Who asks; different owners begin to look at different places, so that they do not meet.</param>
    public static int Choose(int preferred, IReadOnlySet<int> taken, string owner)
    {
        bool IsToBeHad(int port) => !taken.Contains(port) && IsFree(port);
        if (preferred != 0 && IsToBeHad(preferred))
        {
            return preferred;
        }

        var (first, count) = QuietPorts.Read();
        var place = count == 0 ? 0 : PlaceOf(owner) % count;
        for (var i = 0; i < count; i++)
        {
            var port = first + (place + i) % count;
            if (IsToBeHad(port))
            {
                return port;
            }
        }

        return PickBeside(taken);
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

    private static int PlaceOf(string owner) => int.Parse(SafeName.Mark(owner).AsSpan(0, 7), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static int PickBeside(IReadOnlySet<int> taken)
    {
        var port = Listen(0);
        while (taken.Contains(port))
        {
            port = Listen(0);
        }

        return port;
    }

    private static int Listen(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
