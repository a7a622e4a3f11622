using System.Collections.Immutable;
using BlueGreen.Artifacts;
using BlueGreen.Journal;
using BlueGreen.Notifications;
using Microsoft.Extensions.Logging;

namespace BlueGreen;

/// <summary>How <see cref="RolloutPlanExtensions.RunAsync"/> runs a plan.</summary>
public sealed record RunOptions
{
    /// <summary>Who, why, and what if another rollout is active.</summary>
    public StartOptions Start { get; init; } = new();

    /// <summary>Is told every journal entry, in order.</summary>
    public IProgress<JournalEntry>? Progress { get; init; }

    /// <summary>
    /// Stops waiting: the rollout is left where it stands, its journal can be resumed by another driver of the same store. Cancel it when cancelling
    /// <c>RunAsync</c>'s own token, which brings everybody back to blue first, takes too long.
    /// </summary>
    public CancellationToken Leave { get; init; }

    /// <summary>Keeps the rollout. Default: this process's memory.</summary>
    public IRolloutStore? Store { get; init; }

    /// <summary>Keeps artifacts. Default: this process's memory.</summary>
    public IArtifactStore? Artifacts { get; init; }

    /// <summary>Are told what happens, beside the rollout. At the end they are waited for a while. Default: nobody.</summary>
    public ImmutableArray<INotifier> Notifiers { get; init; } = [];

    /// <summary>How they are told.</summary>
    public NotificationOptions Notifications { get; init; } = new();

    /// <summary>
    /// Keeps how far they have been told. Default: the store, where it is an <see cref="INotificationCursors"/> itself; otherwise this process's memory, and a process that resumes the rollout tells
    /// everything again. The stores of SQLite and PostgreSQL are not: hand in a <c>SqliteNotificationCursors</c> or a <c>PostgresNotificationCursors</c> of the same database.
    /// </summary>
    public INotificationCursors? Cursors { get; init; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Receives logs. Default: none.</summary>
    public ILoggerFactory? Loggers { get; init; }
}
