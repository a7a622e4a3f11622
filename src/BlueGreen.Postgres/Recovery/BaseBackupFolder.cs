using System.Collections.Immutable;

namespace BlueGreen.Postgres.Recovery;

/// <summary>A base backup as a folder of this machine, as <c>pg_basebackup</c> makes it. It is copied, never used itself.</summary>
/// <param name="Folder">The folder of a base backup that is older than the target.</param>
/// <param name="RestoreCommand">How the server gets files out of the archive, such as <c>cp /archive/%f %p</c>.</param>
public sealed record BaseBackupFolder(string Folder, string RestoreCommand) : IBaseBackup
{
    /// <inheritdoc/>
    public string Name => $"'{Folder}'";

    /// <inheritdoc/>
    public ImmutableArray<Command> Bring(RecoveryTarget target, string folder) => [Command.Run("cp", "-a", Folder, folder), Command.Run("chmod", "700", folder)];
}
