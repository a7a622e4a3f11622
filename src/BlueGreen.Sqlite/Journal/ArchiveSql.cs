using System.Collections.Immutable;

namespace BlueGreen.Sqlite.Journal;

/// <summary>Statements about rollouts that leave a store or come into it.</summary>
internal static class ArchiveSql
{
    public const string RaiseEpoch = "UPDATE application SET epoch = max(epoch, $epoch) WHERE name = $name";

    public static readonly ImmutableArray<string> Delete =
    [
        "DELETE FROM rollout WHERE id = $rollout",
        "DELETE FROM rollout_event WHERE rollout = $rollout",
        "DELETE FROM inbox WHERE rollout = $rollout",
        "DELETE FROM start_key WHERE rollout = $rollout",
        "DELETE FROM notification_cursor WHERE rollout = $rollout",
    ];
}
