namespace BlueGreen.Sqlite.Connections;

/// <summary>Tells states of a database apart.</summary>
/// <param name="Opened">How often the connection has been opened; data versions of different ones cannot be compared.</param>
/// <param name="Data">SQLite's data version, which changes when another connection writes.</param>
internal readonly record struct DatabaseVersion(int Opened, long Data);
