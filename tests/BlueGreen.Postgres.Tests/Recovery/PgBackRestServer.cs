using BlueGreen.Postgres.Recovery;
using BlueGreen.PostgresServer;
using Npgsql;

namespace BlueGreen.Postgres.Tests.Recovery;

/// <summary>A server whose log pgBackRest archives, encrypted, with a full backup of when it had a table of 1,000 rows and one of 10 rows in a tablespace. One for a class of tests.</summary>
public sealed class PgBackRestServer : IAsyncLifetime
{
    private const string Stanza = "main";
    private const string Passphrase = "open sesame; it's \"encrypted\"";
    private string? _folder;
    private PostgresCluster? _cluster;

    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "pgbackrest")).FirstOrDefault(File.Exists);

    internal PostgresCluster Cluster => _cluster!;

    internal string Folder => _folder!;

    /// <summary>What stands for the passphrase among arguments and messages must be found nowhere.</summary>
    internal static string Secret => Passphrase;

    /// <summary>As a host has it that gets the passphrase from elsewhere: it is not in the file of settings.</summary>
    internal PgBackRest Backup => new PgBackRest(Stanza) { Config = Path.Combine(Folder, "side.conf") }.With("PGBACKREST_REPO1_CIPHER_PASS", new(Passphrase));

    private string Own => Path.Combine(Folder, "server.conf");

    public async ValueTask InitializeAsync()
    {
        if (Program is null)
        {
            return;
        }

        _folder = await PostgresCluster.NewFolderAsync();
        _cluster = await PostgresCluster.StartAsync(
            isDurable: false, "archive_mode = on", $"archive_command = 'pgbackrest --config={Own} --stanza={Stanza} archive-push %p'", $"unix_socket_directories = '{_folder}'");
        await PostgresCluster.RunScriptAsync($"""
            cd {_folder}
            umask 077
            mkdir repo lock log space
            cat > side.conf <<'END'
            [global]
            repo1-path={_folder}/repo
            repo1-cipher-type=aes-256-cbc
            lock-path={_folder}/lock
            log-path={_folder}/log
            start-fast=y
            repo1-retention-full=9
            [{Stanza}]
            pg1-path={_cluster.DataFolder}
            pg1-port={_cluster.Port}
            pg1-socket-path={_folder}
            END
            (cat side.conf && echo '[global]' && echo 'repo1-cipher-pass={Passphrase.Replace("'", "'\\''", StringComparison.Ordinal)}') > server.conf
            """);
        await RunAsync("stanza-create");
        await _cluster.ExecuteAsync($"create tablespace elsewhere location '{_folder}/space'");
        await _cluster.ExecuteAsync("create table exam as select generate_series(1, 1000) as id; create table far tablespace elsewhere as select generate_series(1, 10) as id");
        await BackUpAsync();
    }

    /// <summary>Takes a full backup.</summary>
    internal Task BackUpAsync() => RunAsync("backup", "--type=full");

    internal SideClusterOptions Options(string name) => new()
    {
        Folder = Path.Combine(Folder, name),
        Port = PostgresCluster.FreePort(),
        ConnectionString = Cluster.ConnectionString(),
        ProgramFolder = PostgresCluster.ProgramFolder,
        RunAs = [.. PostgresCluster.AsServer],
    };

    internal static async Task<long> CountAsync(SideCluster side, string table)
    {
        await using var connection = new NpgsqlConnection($"{side.ConnectionString};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"select count(*) from {table}", connection);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
            Directory.Delete(Folder, recursive: true);
        }
    }

    private Task<string> RunAsync(params string[] arguments) => PostgresCluster.RunScriptAsync($"pgbackrest --config={Own} --stanza={Stanza} {string.Join(' ', arguments)}");
}
