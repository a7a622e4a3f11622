using Microsoft.Extensions.Logging;

namespace BlueGreen.Sqlite;

/// <summary>Everything that the package logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Made the database {Path}")]
    public static partial void DatabaseMade(this ILogger logger, string path);

    [LoggerMessage(2, LogLevel.Information, "Upgraded the database {Path} from schema version {From} to {To}")]
    public static partial void DatabaseUpgraded(this ILogger logger, string path, int from, int to);
}
