using Microsoft.Extensions.Logging;

namespace BlueGreen.Postgres;

internal static partial class Log
{
    [LoggerMessage(400, LogLevel.Information, "Schema '{Schema}' of {Database} is now at version {Version}")]
    public static partial void SchemaChanged(this ILogger logger, string schema, string database, int version);

    [LoggerMessage(401, LogLevel.Warning, "Notifications of {Database} do not arrive, as behind a pooler in transaction mode; watches look every {Interval} instead")]
    public static partial void NotificationsSilent(this ILogger logger, string database, TimeSpan interval);

    [LoggerMessage(402, LogLevel.Information, "Notifications of {Database} arrive again")]
    public static partial void NotificationsBack(this ILogger logger, string database);

    [LoggerMessage(403, LogLevel.Warning, "The listening connection to {Database} is lost; watches look every {Interval} until it is back")]
    public static partial void ListeningLost(this ILogger logger, string database, TimeSpan interval, Exception exception);

    [LoggerMessage(404, LogLevel.Warning, "Watching rollout {Rollout} goes on when {Database} is back")]
    public static partial void WatchInterrupted(this ILogger logger, RolloutId rollout, string database, Exception exception);

    [LoggerMessage(405, LogLevel.Warning, "What is left of an artifact that was not written, {Artifact}, could not be removed; a later write removes it")]
    public static partial void RestLeft(this ILogger logger, string artifact, Exception exception);
}
