using BlueGreen.Postgres.Programs;

namespace BlueGreen.Postgres.Backups;

/// <summary>The programs that fit a database's server.</summary>
internal static class ServerTools
{
    /// <exception cref="ProviderException">The server cannot be reached, or a program is missing or of another version.</exception>
    public static async Task<ClientTools> FindAsync(BackupSource source, string[] programs, CancellationToken cancellationToken)
    {
        var major = await source.WorkAsync("Asking for the server's version", connection => Task.FromResult(connection.PostgreSqlVersion.Major), cancellationToken).ConfigureAwait(false);
        return await ClientTools.FindAsync(source.Options.ProgramFolder, major, programs, cancellationToken).ConfigureAwait(false);
    }
}
