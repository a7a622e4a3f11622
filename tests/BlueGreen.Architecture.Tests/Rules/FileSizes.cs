namespace BlueGreen.Architecture.Rules;

/// <summary>Files stay small enough to read in one go.</summary>
internal static class FileSizes
{
    public const int Longest = 500;
    public const int HighestMedian = 60;

    public static IEnumerable<string> CheckLongest(IEnumerable<SourceFile> files) =>
        files.Where(file => file.Lines > Longest).Select(file => $"{file}: {file.Lines} lines; split it, {Longest} is the limit.");

    public static IEnumerable<string> CheckMedian(IEnumerable<SourceFile> files)
    {
        var lines = files.Select(file => file.Lines).Order().ToList();
        var median = lines.Count == 0 ? 0 : lines[lines.Count / 2];
        return median > HighestMedian ? [$"The median file has {median} lines; split the longer ones, {HighestMedian} is the limit."] : [];
    }
}
