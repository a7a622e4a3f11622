using Microsoft.Extensions.Logging;

namespace BlueGreen.Postgres;

/// <content>Migrations.</content>
internal static partial class Log
{
    [LoggerMessage(430, LogLevel.Information, "Migration {Migration} of {Database} begins (revert: {IsRevert})")]
    public static partial void PartBegins(this ILogger logger, string migration, string database, bool isRevert);

    [LoggerMessage(431, LogLevel.Information, "Migration {Migration} of {Database} is done after {Milliseconds:0} ms")]
    public static partial void PartEnded(this ILogger logger, string migration, string database, double milliseconds);

    [LoggerMessage(432, LogLevel.Error, "Migration {Migration} of {Database} failed")]
    public static partial void PartFailed(this ILogger logger, string migration, string database, Exception exception);

    [LoggerMessage(433, LogLevel.Warning, "That migration {Migration} of {Database} failed could not be noted; it counts as interrupted")]
    public static partial void NoteFailed(this ILogger logger, string migration, string database, Exception exception);

    [LoggerMessage(434, LogLevel.Information, "Another runner migrates {Database}: {Holder}; waiting for it")]
    public static partial void WaitingForOther(this ILogger logger, string database, string holder);

    [LoggerMessage(435, LogLevel.Warning, "The lock of {Database} could not be given back; the server frees it when it notices the end of the connection")]
    public static partial void UnlockFailed(this ILogger logger, string database, Exception exception);

    [LoggerMessage(436, LogLevel.Warning, "Index {Index} of {Database} is invalid, as an interrupted build leaves it; it is dropped")]
    public static partial void InvalidIndex(this ILogger logger, string index, string database);

    [LoggerMessage(437, LogLevel.Warning, "The index build of migration {Migration} in {Database} collided ({Cause}); it is repeated")]
    public static partial void BuildRepeated(this ILogger logger, string migration, string database, string cause);

    [LoggerMessage(439, LogLevel.Information, "Migration {Migration} of {Database} waits for blue's sessions to go: {Why}")]
    public static partial void WaitingForSessions(this ILogger logger, string migration, string database, string why);

    [LoggerMessage(440, LogLevel.Warning, "Nobody in {Database} is called '{Name}', as the sessions of blue, which is live, are to be: a contract could not tell whether blue has left. Set 'Application Name' in the connection strings as NameOf says")]
    public static partial void BlueIsNotNamed(this ILogger logger, string database, string name);

    [LoggerMessage(441, LogLevel.Warning, "What an index build of migration {Migration} left in {Database} could not be cleared; the next run tries again")]
    public static partial void ClearingFailed(this ILogger logger, string migration, string database, Exception exception);

    [LoggerMessage(438, LogLevel.Warning, "Session {Pid}, which ran {Operation} in {Database}, is ended")]
    public static partial void SessionEnded(this ILogger logger, int pid, string? operation, string database);

    [LoggerMessage(450, LogLevel.Warning, "The schema of {Database} is not what its migrations left: {Differences}")]
    public static partial void SchemaDrifted(this ILogger logger, string database, string differences);

    [LoggerMessage(451, LogLevel.Warning, "The schema of {Database} behind migration {Migration} could not be kept; the next run has nothing to compare with")]
    public static partial void SchemaNotKept(this ILogger logger, string migration, string database, Exception exception);

    [LoggerMessage(452, LogLevel.Information, "The schema of {Database} as it is was taken for what is expected by {By}: {Reason}")]
    public static partial void DriftAccepted(this ILogger logger, string database, string by, string reason);

    [LoggerMessage(442, LogLevel.Warning, "How far the standbys of {Database} are behind is not visible to the runner's role, so backfill {Migration} does not pause for them; grant it pg_monitor")]
    public static partial void LagNotVisible(this ILogger logger, string database, string migration);
}
