namespace BlueGreen.Postgres.Recovery;

/// <summary>What a person does to recover a server to a point, beside the one that serves: BlueGreen cannot reach another machine's files, and rewinds no server in place.</summary>
/// <param name="BaseBackup">From what.</param>
/// <param name="Target">Where to stop.</param>
public sealed record RecoveryRecipe(IBaseBackup BaseBackup, RecoveryTarget Target)
{
    /// <summary>Recovers from a base backup that lies in a folder.</summary>
    /// <param name="baseBackup">The folder of a base backup that is older than the target, as <c>pg_basebackup</c> makes it.</param>
    /// <param name="restoreCommand">How the server gets files out of the archive, such as <c>cp /archive/%f %p</c>.</param>
    /// <param name="target">Where to stop.</param>
    public RecoveryRecipe(string baseBackup, string restoreCommand, RecoveryTarget target)
        : this(new BaseBackupFolder(baseBackup, restoreCommand), target)
    {
    }

    /// <summary>
    /// The settings of the side cluster, for the end of its <c>postgresql.auto.conf</c>, which wins over all others. It archives nothing, since that would go to the archive of the server that serves, and ends recovery at
    /// the target, on a timeline of its own.
    /// </summary>
    /// <param name="port">The port that it listens at.</param>
    public string Settings(int port)
    {
        var own = FormattableString.Invariant($"port = {port}\narchive_mode = off\n");
        return BaseBackup.RestoreCommand is { } command ? $"{own}restore_command = {ServerSetting.Quote(command)}\n{Target.Setting}\nrecovery_target_action = promote\n" : own;
    }

    /// <summary>The steps as a text for people.</summary>
    /// <param name="folder">The side cluster's folder.</param>
    /// <param name="port">The port that it listens at.</param>
    public string Print(string folder, int port) => Text(ShellText.Word(folder), folder, port);

    private string Text(string word, string folder, int port) => FormattableString.Invariant($"""
        # To recover to {Target}, beside the server that goes on serving, as the user 'postgres':
        {Check()}{string.Join('\n', BaseBackup.Bring(Target, folder).Select(ShellText.Of))}
        cat >> {word}/postgresql.auto.conf <<'END'
        {Settings(port)}END
        touch {word}/recovery.signal
        pg_ctl start -D {word} -l {word}/recovery.log
        until [ "$(psql -p {port} -d postgres -Atc 'select pg_is_in_recovery()')" = f ]; do pg_ctl status -D {word} || break; sleep 1; done
        # 'recovery ended before configured recovery target was reached' in recovery.log: there is no such point in the archive, or files are missing.
        # Look at the data. Bring back single tables with pg_dump -p {port} -t TABLE | psql, or move the application to the side cluster.
        # A managed service does this by itself: ask it for a new instance as of the time, and point the application there.
        # In place, stop the server, keep its folder under another name, and do the same in the original folder; what was written since is then only in the kept one.
        """);

    private string Check() => BaseBackup is BaseBackupFolder { Folder: var folder } ? $"pg_verifybackup {ShellText.Word(folder)}\n" : "";
}
