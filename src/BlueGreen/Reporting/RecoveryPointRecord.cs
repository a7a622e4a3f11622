namespace BlueGreen.Reporting;

/// <summary>A state of data that was kept on the way, and how to come back to it.</summary>
/// <param name="Step">The step that kept it.</param>
/// <param name="At">When it was known to be kept.</param>
/// <param name="Name">Its name.</param>
/// <param name="Position">Where it is, such as a position in a database's log.</param>
/// <param name="Recovery">The commands that come back to it.</param>
public sealed record RecoveryPointRecord(string Step, DateTimeOffset At, string Name, string Position, string Recovery);
