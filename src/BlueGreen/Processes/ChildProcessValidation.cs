namespace BlueGreen.Processes;

/// <summary>Finds all that is wrong with a command and its options at once.</summary>
internal static class ChildProcessValidation
{
    public static void Check(Command command, ChildProcessOptions options)
    {
        string[] problems = [.. OfCommand(command), .. OfOptions(options)];
        if (problems.Length > 0)
        {
            throw new ArgumentException(string.Join($"{Environment.NewLine}- ", [.. problems.Prepend("The child-process environment cannot be made:")]));
        }
    }

    private static IEnumerable<string> OfCommand(Command command)
    {
        if (string.IsNullOrWhiteSpace(command.FileName))
        {
            yield return "Command.FileName is empty. Name the program to start.";
        }

        if (command.Arguments.IsDefault || command.Arguments.Any(argument => argument is null || argument.Contains('\0', StringComparison.Ordinal)))
        {
            yield return "Command.Arguments holds a null or a NUL character, which no program can be given. Remove it.";
        }

        foreach (var (name, value) in command.Variables)
        {
            if (name.Length == 0 || name.Contains('=', StringComparison.Ordinal) || $"{name}{value}".Contains('\0', StringComparison.Ordinal))
            {
                yield return $"Command.Variables: '{name}' cannot be a variable. Names are not empty and hold no '='; neither names nor values hold NUL.";
            }

            if (name.StartsWith(ProcessMarker.Prefix, StringComparison.Ordinal))
            {
                yield return $"Command.Variables: '{name}' is taken; {ProcessMarker.Prefix}… marks the processes of a deployment. Choose another name.";
            }
        }
    }

    private static IEnumerable<string> OfOptions(ChildProcessOptions options)
    {
        if (options.StateDirectory is { } directory && string.IsNullOrWhiteSpace(directory))
        {
            yield return "StateDirectory is blank. Name a folder, or leave it null for the default.";
        }

        if (options.ReadinessPath is { } path && !path.StartsWith('/'))
        {
            yield return $"ReadinessPath is '{path}'. Begin it with '/', or leave it null for TCP.";
        }

        if (options.ReadinessPollInterval <= TimeSpan.Zero)
        {
            yield return $"ReadinessPollInterval is {options.ReadinessPollInterval}. Make it greater than zero.";
        }

        if (options.StopGrace < TimeSpan.Zero)
        {
            yield return $"StopGrace is {options.StopGrace}. Make it zero or greater.";
        }

        if (options is { StopOnExit: true, HandOverOnExit: true })
        {
            yield return "StopOnExit and HandOverOnExit contradict each other. Choose StopOnExit for a host that is alone, HandOverOnExit for hosts that share a store.";
        }

        if (options.Clock is null)
        {
            yield return "Clock is null. Use TimeProvider.System.";
        }
    }
}
