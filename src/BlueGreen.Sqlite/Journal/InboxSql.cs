namespace BlueGreen.Sqlite.Journal;

/// <summary>Statements about signals.</summary>
internal static class InboxSql
{
    public const string Find = "SELECT position FROM inbox WHERE rollout = $rollout AND signal_id = $signal_id";

    public const string Count = "UPDATE rollout SET signals = signals + 1 WHERE id = $rollout RETURNING signals";

    public const string Add = "INSERT INTO inbox (rollout, position, signal_id, signal) VALUES ($rollout, $position, $signal_id, $signal)";

    public const string Read = "SELECT position, signal FROM inbox WHERE rollout = $rollout AND position > $after ORDER BY position";

    public const string LastRollout = "SELECT max(number) FROM rollout";

    public const string LastSignal = "SELECT max(id) FROM inbox";

    public const string Touched = "SELECT id FROM rollout WHERE number > $rollout UNION SELECT rollout FROM inbox WHERE id > $signal";
}
