namespace BlueGreen;

/// <summary>One stage of a gradual rollback.</summary>
/// <param name="Green">What green still receives. A stage above green's present weight is skipped.</param>
/// <param name="Hold">How long.</param>
public readonly record struct RollbackStage(Percentage Green, TimeSpan Hold);
