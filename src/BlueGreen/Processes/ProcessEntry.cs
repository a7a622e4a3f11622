using System.Globalization;

namespace BlueGreen.Processes;

/// <summary>What <c>/proc/PID/stat</c> says of a process.</summary>
/// <param name="Pid">Its number; used again after its end.</param>
/// <param name="Parent">Its parent's number.</param>
/// <param name="Session">The number of the process that leads its session.</param>
/// <param name="StartTime">When it started, in clock ticks since boot.</param>
/// <param name="IsGone">Whether it has ended and only waits for its parent to notice.</param>
internal sealed record ProcessEntry(int Pid, int Parent, int Session, long StartTime, bool IsGone)
{
    private const int State = 0, ParentField = 1, SessionField = 3, StartTimeField = 19;

    /// <summary>Reads the line of a stat file. The second field is the program's name in parentheses and may hold anything.</summary>
    public static ProcessEntry? Parse(string stat)
    {
        var end = stat.LastIndexOf(')');
        var fields = end < 0 ? [] : stat[(end + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length <= StartTimeField
            ? null
            : new(
                Number(stat.AsSpan(0, stat.IndexOf(' ', StringComparison.Ordinal))),
                Number(fields[ParentField]),
                Number(fields[SessionField]),
                long.Parse(fields[StartTimeField], CultureInfo.InvariantCulture),
                fields[State] is "Z" or "X" or "x");
    }

    private static int Number(ReadOnlySpan<char> text) => int.Parse(text, CultureInfo.InvariantCulture);
}
