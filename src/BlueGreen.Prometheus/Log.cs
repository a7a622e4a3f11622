using Microsoft.Extensions.Logging;

namespace BlueGreen.Prometheus;

/// <summary>Everything that the package logs.</summary>
internal static partial class Log
{
    [LoggerMessage(700, LogLevel.Warning, "{Server} warns about '{Query}': {Warning}")]
    public static partial void Warned(this ILogger logger, string server, string query, string warning);

    [LoggerMessage(701, LogLevel.Information, "{Server} remarks on '{Query}': {Info}")]
    public static partial void Remarked(this ILogger logger, string server, string query, string info);
}
