using System.Globalization;

namespace BlueGreen.Processes;

/// <summary>
/// The ports that the system gives to nobody by itself: those beside the range from which it serves outgoing connections and programs that ask for any port. A release that
/// is told a port of that range may find it taken before it listens.
/// </summary>
internal static class QuietPorts
{
    private const string RangeFile = "/proc/sys/net/ipv4/ip_local_port_range";
    private const int FirstUnprivileged = 1024;
    private const int Last = 65_535;
    private const int Enough = 1000;
    private const int Most = 16_384;

    /// <summary>The range's first port and its length; none where the system's range leaves too little.</summary>
    public static (int First, int Count) Read() => File.Exists(RangeFile) ? Beside(File.ReadAllText(RangeFile)) : default;

    /// <summary>Reads the system's two numbers.</summary>
    public static (int First, int Count) Beside(string range)
    {
        var numbers = range.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (numbers.Length != 2
            || !int.TryParse(numbers[0], CultureInfo.InvariantCulture, out var low)
            || !int.TryParse(numbers[1], CultureInfo.InvariantCulture, out var high))
        {
            return default;
        }

        var first = Math.Max(FirstUnprivileged, low - Most);
        return low - first >= Enough ? (first, low - first) : Last - high >= Enough ? (high + 1, Last - high) : default;
    }
}
