using System.Collections.Immutable;

namespace BlueGreen.Postgres.Recovery;

/// <summary>
/// A base backup of a whole server, and the archive of its log: what a side cluster is recovered from. It says what to run and runs nothing itself, so that what a report tells people is what
/// <see cref="SideCluster"/> does. Implement it for a backup program of one's own.
/// </summary>
public interface IBaseBackup
{
    /// <summary>What it is, for messages, such as <c>stanza 'main' of pgBackRest</c>. No secrets.</summary>
    string Name { get; }

    /// <summary>
    /// How the side cluster gets a file of the log out of the archive, in the words of the server's <c>restore_command</c>; null where the commands of <see cref="Bring"/> leave that setting and the target behind.
    /// </summary>
    string? RestoreCommand { get; }

    /// <summary>
    /// The commands that bring the newest base backup that is older than the target into a folder, and its tablespaces, if any, into <c>FOLDER_tablespaces</c>. They run one after the other, as the server's user; what they write into their environment, the side cluster's
    /// <c>restore_command</c> gets as well. Their time limits do not count.
    /// </summary>
    /// <param name="target">Where recovery stops.</param>
    /// <param name="folder">The folder, which is not there yet.</param>
    ImmutableArray<Command> Bring(RecoveryTarget target, string folder);
}
