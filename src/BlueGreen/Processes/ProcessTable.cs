using System.Collections.Immutable;
using System.Globalization;

namespace BlueGreen.Processes;

/// <summary>The processes of this machine, as <c>/proc</c> shows them. What ends while it is read is left out.</summary>
internal static class ProcessTable
{
    private const string Root = "/proc";

    /// <summary>Names the time since the machine started; another one after each restart.</summary>
    public static string BootId { get; } = Read($"{Root}/sys/kernel/random/boot_id", File.ReadAllText)?.Trim() ?? "";

    public static ProcessEntry? Find(int pid) => Read(Path.Combine(Root, Text(pid), "stat"), File.ReadAllText) is { Length: > 0 } stat ? ProcessEntry.Parse(stat) : null;

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
        (Read(Path.Combine(Root, Text(pid), "environ"), File.ReadAllText) ?? "").Split('\0').ToHashSet(StringComparer.Ordinal);

    /// <summary>The members of a session that is still led by the process that began it, and all descendants of that process.</summary>
    public static ImmutableArray<ProcessEntry> TreeOf(ProcessIdentity leader)
    {
        if (!leader.IsRunning)
        {
            return [];
        }

        var running = Running();
        var children = running.ToLookup(process => process.Parent);
        var descendants = new HashSet<int> { leader.Pid };
        var unseen = new Queue<int>(descendants);
        while (unseen.TryDequeue(out var parent))
        {
            foreach (var child in children[parent].Where(child => descendants.Add(child.Pid)))
            {
                unseen.Enqueue(child.Pid);
            }
        }

        return [.. running.Where(process => process.Session == leader.Pid || descendants.Contains(process.Pid))];
    }

    private static string Text(int pid) => pid.ToString(CultureInfo.InvariantCulture);

    private static string? Read(string path, Func<string, string> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
