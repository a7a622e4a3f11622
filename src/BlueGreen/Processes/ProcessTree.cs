using System.Collections.Immutable;

namespace BlueGreen.Processes;

/// <summary>
/// The processes that descend from one, or share the session that it leads. Remembers whom it has seen, so that it still finds
/// the others when the first has ended.
/// </summary>
internal sealed class ProcessTree(ProcessIdentity root)
{
    private readonly HashSet<ProcessIdentity> _seen = [root];

    public ImmutableArray<ProcessEntry> Find()
    {
        var running = ProcessTable.Running();
        var found = running.Where(process => _seen.Contains(ProcessIdentity.Of(process))).ToDictionary(process => process.Pid);
        var sessionLives = found.Values.Any(process => process.Session == root.Pid);

        bool Joins(ProcessEntry process) => found.ContainsKey(process.Parent) || (sessionLives && process.Session == root.Pid);
        while (running.Where(process => !found.ContainsKey(process.Pid) && Joins(process)).ToArray() is { Length: > 0 } more)
        {
            Array.ForEach(more, process => found.Add(process.Pid, process));
        }

        _seen.UnionWith(found.Values.Select(ProcessIdentity.Of));
        return [.. found.Values];
    }
}
