using Microsoft.Extensions.Logging;

namespace BlueGreen;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Driving rollout {Rollout} of {Application} to {Version} under epoch {Epoch}")]
    public static partial void RolloutDriven(this ILogger logger, RolloutId rollout, string application, string version, long epoch);

    [LoggerMessage(2, LogLevel.Information, "Rollout {Rollout}: step '{Step}' begins")]
    public static partial void StepStarted(this ILogger logger, RolloutId rollout, string step);

    [LoggerMessage(3, LogLevel.Information, "Rollout {Rollout}: traffic is {Split}")]
    public static partial void TrafficShifted(this ILogger logger, RolloutId rollout, TrafficSplit split);

    [LoggerMessage(4, LogLevel.Information, "Rollout {Rollout} ended as {Outcome}: {Reason}")]
    public static partial void RolloutClosed(this ILogger logger, RolloutId rollout, RolloutOutcome outcome, string reason);

    [LoggerMessage(5, LogLevel.Warning, "A call to the rollout store failed ({Call}); it is repeated")]
    public static partial void StoreCallFailed(this ILogger logger, string call, Exception exception);

    [LoggerMessage(6, LogLevel.Warning, "No plan is registered for rollout {Rollout} of {Application}; register it with AddRollout, or let the program drive it that started it")]
    public static partial void UnknownPlan(this ILogger logger, RolloutId rollout, string application);

    [LoggerMessage(7, LogLevel.Error, "Driving rollout {Rollout} failed; its lease runs out and another driver takes over")]
    public static partial void DriverFailed(this ILogger logger, RolloutId rollout, Exception exception);

    [LoggerMessage(8, LogLevel.Warning, "{Count} calls to providers did not end within 10 s of being cancelled")]
    public static partial void CallsLeftRunning(this ILogger logger, int count);

    [LoggerMessage(9, LogLevel.Warning, "The progress listener threw; the rollout goes on")]
    public static partial void ListenerFailed(this ILogger logger, Exception exception);

    [LoggerMessage(10, LogLevel.Information, "The rollout store answers again ({Call}), after {Failures} failed calls")]
    public static partial void StoreCallsSucceed(this ILogger logger, string call, long failures);

    [LoggerMessage(11, LogLevel.Warning, "Rollout {Rollout} could not be taken up; it is left to other hosts for {Time}")]
    public static partial void RolloutLeft(this ILogger logger, RolloutId rollout, TimeSpan time, Exception exception);

    [LoggerMessage(12, LogLevel.Warning, "The lease of rollout {Rollout} under epoch {Epoch} is lost; another host may drive it now")]
    public static partial void LeaseLost(this ILogger logger, RolloutId rollout, long epoch);

    [LoggerMessage(13, LogLevel.Information, "Host {Owner} leaves; {Count} rollouts can be taken over at once")]
    public static partial void HostLeft(this ILogger logger, string owner, int count);

    [LoggerMessage(20, LogLevel.Warning, "Telling '{Subscriber}' of {Notification} failed at attempt {Attempt}; it is repeated in {Pause}")]
    public static partial void NotificationRepeated(this ILogger logger, string subscriber, string notification, int attempt, TimeSpan pause, Exception exception);

    [LoggerMessage(21, LogLevel.Error, "Telling '{Subscriber}' of {Notification} ({Text}) is given up after {Attempts} attempts")]
    public static partial void NotificationGivenUp(this ILogger logger, string subscriber, string notification, string text, int attempts, Exception exception);

    [LoggerMessage(22, LogLevel.Warning, "A call to the store failed that tells '{Subscriber}' what happens; it is repeated")]
    public static partial void NotificationStoreFailed(this ILogger logger, string subscriber, Exception exception);

    [LoggerMessage(23, LogLevel.Warning, "Not everybody was told of rollout {Rollout} within {Time}; what is left is told by the next process that has the cursors")]
    public static partial void NotificationsLeft(this ILogger logger, RolloutId rollout, TimeSpan time);

    [LoggerMessage(30, LogLevel.Information, "{Count} old rollouts were deleted with their artifacts")]
    public static partial void RolloutsDeleted(this ILogger logger, int count);

    [LoggerMessage(31, LogLevel.Warning, "Old rollouts could not be deleted; it is tried again in {Interval}")]
    public static partial void RetentionFailed(this ILogger logger, TimeSpan interval, Exception exception);

    [LoggerMessage(32, LogLevel.Warning, "Old artifacts in {Directory} could not be deleted; it is tried again after the next write")]
    public static partial void ArtifactsNotPruned(this ILogger logger, string directory, Exception exception);
}
