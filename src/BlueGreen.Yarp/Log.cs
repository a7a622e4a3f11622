using Microsoft.Extensions.Logging;

namespace BlueGreen.Yarp;

/// <summary>Everything that the package logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Router {Router} of {Application} routes by {Split} (token {Token})")]
    public static partial void Routes(ILogger logger, string router, string application, TrafficSplit split, WriteToken token);

    [LoggerMessage(2, LogLevel.Warning, "Router {Router} of {Application} ignores {Split}: its token {Token} is lower than that of the split in force")]
    public static partial void IgnoresOlder(ILogger logger, string router, string application, TrafficSplit split, WriteToken token);

    [LoggerMessage(3, LogLevel.Warning, "Router {Router} of {Application} cannot follow the traffic register; it keeps routing as before and tries again")]
    public static partial void RegisterAway(ILogger logger, Exception exception, string router, string application);

    [LoggerMessage(6, LogLevel.Warning, "Router {Router} of {Application} cut {Cut} long-lived connections to {Deployment}, which has had no weight for {Limit}")]
    public static partial void CutLongLived(ILogger logger, string router, string application, int cut, DeploymentId deployment, TimeSpan? limit);

    [LoggerMessage(7, LogLevel.Error, "Router {Router} of {Application} has not reached the traffic register for {Limit}; it answers 503 until it has looked again")]
    public static partial void ServesNothing(ILogger logger, string router, string application, TimeSpan limit);

    [LoggerMessage(5, LogLevel.Warning, "Router {Router} of {Application} stopped, but could not withdraw from the traffic register; changes wait until it no longer counts as live")]
    public static partial void GoodbyeUnheard(ILogger logger, Exception exception, string router, string application);

    [LoggerMessage(4, LogLevel.Information, "Router {Router} of {Application} follows the traffic register again")]
    public static partial void RegisterBack(ILogger logger, string router, string application);
}
