using System.Collections.Immutable;
using System.Globalization;

namespace BlueGreen.Processes;

/// <summary>The processes of this machine, as <c>/proc</c> shows them. What ends while it is read is left out.</summary>
internal static class ProcessTable
{
    private const string Root = "/proc";

    /// <summary>Names the time since the machine started; another one after each restart.</summary>
    public static string BootId { get; } = Read($"{Root}/sys/kernel/random/boot_id")?.Trim() ?? "";

    public static ProcessEntry? Find(int pid) => Read(Path.Combine(Root, Text(pid), "stat")) is { Length: > 0 } stat ? ProcessEntry.Parse(stat) : null;

    /// <summary>All processes that have not ended.</summary>
    public static ImmutableArray<ProcessEntry> Running() =>
    [
        .. Directory.EnumerateDirectories(Root)
            .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? Find(pid) : null)
            .OfType<ProcessEntry>()
            .Where(process => !process.IsGone),
    ];

    /// <summary>The variables that a process was started with, as <c>NAME=value</c>; none when it belongs to another user.</summary>
    public static IReadOnlySet<string> VariablesOf(int pid) =>
        (Read(Path.Combine(Root, Text(pid), "environ")) ?? "").Split('\0').ToHashSet(StringComparer.Ordinal);

    private static string Text(int pid) => pid.ToString(CultureInfo.InvariantCulture);

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
