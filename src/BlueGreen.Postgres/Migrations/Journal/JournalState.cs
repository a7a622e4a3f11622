namespace BlueGreen.Postgres.Migrations.Journal;

/// <summary>How far a part is, as the journal says.</summary>
internal enum JournalState
{
    Running,
    Failed,
    Applied,
    Reverting,
}
