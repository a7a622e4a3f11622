namespace BlueGreen.Postgres.Recovery;

/// <summary>What a person does to recover a server to a point, beside the one that serves: BlueGreen cannot reach another machine's files, and rewinds no server in place.</summary>
/// <param name="BaseBackup">The folder of a base backup that is older than the target, as <c>pg_basebackup</c> makes it.</param>
/// <param name="RestoreCommand">How the server gets files out of the archive, such as <c>cp /archive/%f %p</c>.</param>
/// <param name="Target">Where to stop.</param>
public sealed record RecoveryRecipe(string BaseBackup, string RestoreCommand, RecoveryTarget Target)
{
    /// <summary>The settings of the side cluster, for the end of its <c>postgresql.conf</c>. It archives nothing and ends recovery at the target, on a timeline of its own.</summary>
    /// <param name="port">The port that it listens at.</param>
    public string Settings(int port) => FormattableString.Invariant($"""
        port = {port}
        archive_mode = off
        restore_command = '{RestoreCommand.Replace("'", "''", StringComparison.Ordinal)}'
        {Target.Setting}
        recovery_target_action = promote

        """);

    /// <summary>The steps as a text for people.</summary>
    /// <param name="folder">The side cluster's folder.</param>
    /// <param name="port">The port that it listens at.</param>
    public string Print(string folder, int port) => FormattableString.Invariant($"""
        To recover to {Target}, beside the server that goes on serving, as the user 'postgres':
          1. pg_verifybackup {BaseBackup}
          2. cp -a {BaseBackup} {folder} && chmod 700 {folder}
          3. cat >> {folder}/postgresql.conf <<'END'
        {Settings(port)}END
          4. touch {folder}/recovery.signal
          5. pg_ctl start -D {folder} -l {folder}/recovery.log
          6. until [ "$(psql -p {port} -d postgres -Atc 'select pg_is_in_recovery()')" = f ]; do pg_ctl status -D {folder} || break; sleep 1; done
             'recovery ended before configured recovery target was reached' in recovery.log: there is no such point in the archive, or files are missing.
          7. Look at the data. Bring back single tables with pg_dump -p {port} -t TABLE | psql, or move the application to the side cluster.
        A managed service does this by itself: ask it for a new instance as of the time, and point the application there.
        In place, stop the server, keep its folder under another name, and do the same in the original folder; what was written since is then only in the kept one.
        """);
}
