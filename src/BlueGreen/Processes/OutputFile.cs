using System.Text;

namespace BlueGreen.Processes;

/// <summary>The file that a release's output goes to.</summary>
internal static class OutputFile
{
    private const int Longest = 4096;
    private const int Lines = 12;

    /// <summary>The last lines, for an error message; says so when there are none.</summary>
    public static string LastLines(string path)
    {
        var lines = Read(path).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0
            ? $"It wrote nothing to {path}."
            : $"Its last lines ({path}):{Environment.NewLine}{string.Join(Environment.NewLine, lines.TakeLast(Lines))}";
    }

    private static string Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Seek(-Math.Min(Longest, file.Length), SeekOrigin.End);
            using var reader = new StreamReader(file, Encoding.UTF8);
            return reader.ReadToEnd();
        }
        catch (IOException)
        {
            return "";
        }
    }
}
