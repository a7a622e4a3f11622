namespace BlueGreen;

/// <summary>Which side of the traffic shift a migration belongs to.</summary>
public enum MigrationPhase
{
    /// <summary>Adds what green needs and blue tolerates. Before green receives traffic.</summary>
    Expand,

    /// <summary>Removes what only blue needed. After the point of no return.</summary>
    Contract,
}
