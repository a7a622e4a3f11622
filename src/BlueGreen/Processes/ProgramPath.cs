namespace BlueGreen.Processes;

/// <summary>Finds the file behind a program's name before it is started, so that a missing program is told from a failing one.</summary>
internal static class ProgramPath
{
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The full path of a command's program.</summary>
    /// <exception cref="ProviderException">There is none, or it may not be executed, or the folder to start in is missing.</exception>
    public static string Find(Command command)
    {
        if (command.WorkingDirectory is { } folder && !Directory.Exists(folder))
        {
            throw ProviderException.Permanent(
                $"Could not start '{command.FileName}': its folder '{folder}' does not exist. Create it, or name another with Command.In.");
        }

        var candidates = Candidates(command).ToArray();
        return candidates.FirstOrDefault(IsExecutable) ?? throw ProviderException.Permanent(Describe(command, candidates));
    }

    private static IEnumerable<string> Candidates(Command command)
    {
        if (!command.FileName.Contains(Path.DirectorySeparatorChar) && !command.FileName.Contains(Path.AltDirectorySeparatorChar))
        {
            return SearchPath(command).SelectMany(folder => Spellings(Path.Combine(folder, command.FileName)));
        }

        var here = Path.GetFullPath(command.FileName);
        var there = command.WorkingDirectory is { } folder ? Path.GetFullPath(command.FileName, Path.GetFullPath(folder)) : here;
        return new[] { there, here }.Distinct().SelectMany(Spellings);
    }

    private static string[] SearchPath(Command command) =>
        (command.Variables.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string[] Spellings(string path) => OperatingSystem.IsWindows() ? [path, path + ".exe", path + ".cmd"] : [path];

    private static bool IsExecutable(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & AnyExecute) != 0);

    private static string Describe(Command command, string[] candidates) =>
        candidates.FirstOrDefault(File.Exists) is { } file
            ? $"Could not start '{file}': it is not executable. Run chmod +x on it."
            : command.FileName.Contains(Path.DirectorySeparatorChar)
                ? $"Could not start '{command.FileName}': there is no such file (looked for {string.Join(" and ", candidates)}). Build it, or correct the path."
                : $"Could not start '{command.FileName}': no folder of the PATH holds it. Install it, add its folder to the PATH, or give the full path.";
}
