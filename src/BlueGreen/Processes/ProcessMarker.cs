using System.Collections.Immutable;
using System.Globalization;

namespace BlueGreen.Processes;

/// <summary>
/// Variables that every process of a deployment inherits, so that it is found even when its starter died before it could note the number.
/// </summary>
/// <param name="Directory">The state folder of the application.</param>
/// <param name="Operation">The operation that deployed it.</param>
internal sealed record ProcessMarker(string Directory, string Operation)
{
    public const string Prefix = "BLUEGREEN_";
    private const string ApplicationVariable = Prefix + "APPLICATION";
    private const string OperationVariable = Prefix + "OPERATION";
    private const string DirectoryVariable = Prefix + "STATE_DIRECTORY";
    private const string StartVariable = Prefix + "START";

    public ImmutableArray<KeyValuePair<string, string>> Variables(string application, int start) =>
    [
        new(ApplicationVariable, application),
        new(OperationVariable, Operation),
        new(DirectoryVariable, Directory),
        new(StartVariable, start.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>All running processes of that deployment.</summary>
    /// <param name="upTo">The last start that counts, so that a late stop never hits a process of a later start.</param>
    public ImmutableArray<ProcessEntry> Find(int upTo = int.MaxValue) => [.. ProcessTable.Running().Where(process => StartOf(process) <= upTo)];

    /// <summary>The process that leads the session of one start, or null.</summary>
    public ProcessEntry? FindLeader(int start) =>
        ProcessTable.Running()
            .Where(process => StartOf(process) == start)
            .OrderByDescending(process => process.Session == process.Pid)
            .ThenBy(process => process.StartTime)
            .ThenBy(process => process.Pid)
            .FirstOrDefault();

    private int? StartOf(ProcessEntry process)
    {
        var variables = ProcessTable.VariablesOf(process.Pid);
        return variables.Contains($"{OperationVariable}={Operation}") && variables.Contains($"{DirectoryVariable}={Directory}")
            ? variables.Where(IsStart).Select(Number).FirstOrDefault()
            : null;
    }

    private static bool IsStart(string variable) => variable.StartsWith(StartVariable + '=', StringComparison.Ordinal);

    private static int Number(string variable) =>
        int.TryParse(variable.AsSpan(StartVariable.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 0;
}
