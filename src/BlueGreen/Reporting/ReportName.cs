namespace BlueGreen.Reporting;

/// <summary>A file name that says which rollout a report is about, whatever its application and version are called.</summary>
internal static class ReportName
{
    private const int Longest = 40;

    public static string Of(RolloutRecord record) => $"{Safe(record.Application)}-{Safe(record.Release.Version)}-{record.Rollout}";

    private static string Safe(string text) =>
        string.Concat(text.Take(Longest).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '_')).TrimStart('.');
}
