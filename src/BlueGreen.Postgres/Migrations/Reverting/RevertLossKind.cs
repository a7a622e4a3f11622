namespace BlueGreen.Postgres.Migrations.Reverting;

/// <summary>What kind of data a down script takes away.</summary>
public enum RevertLossKind
{
    /// <summary>A table is dropped or emptied, with all its rows.</summary>
    Table,

    /// <summary>A column is dropped, or changes its type: its values.</summary>
    Column,

    /// <summary>Rows are changed or deleted by a statement; how many cannot be said before it runs.</summary>
    Rows,
}
