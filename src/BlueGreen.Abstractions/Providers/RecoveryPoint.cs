namespace BlueGreen;

/// <summary>A state of data that can be come back to. No secrets: it is kept in the journal and shown in reports.</summary>
/// <param name="Name">Its name, unique where it is kept.</param>
/// <param name="Position">Where it is, in the words of what keeps it, such as a position in a database's log.</param>
/// <param name="Recovery">The commands that come back to it, for people to run.</param>
public sealed record RecoveryPoint(string Name, string Position, string Recovery);
