using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace BlueGreen.PostgresServer;

/// <summary>
/// A server of its own in a temporary folder, on a free port of this machine. A watchdog process stops it and removes the folder as soon as this process has ended, however it ended.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    public const string Host = "127.0.0.1";

    /// <summary>The superuser's.</summary>
    public const string Password = "swordfish";

    internal const string Superuser = "postgres";

    private static readonly Lazy<Task<PostgresCluster>> SharedCluster = new(() => StartAsync());

    private readonly string _folder;
    private readonly Process _watchdog;
    private int _databases;

    private PostgresCluster(string folder, int port, Process watchdog)
    {
        _folder = folder;
        _watchdog = watchdog;
        Port = port;
    }

    /// <summary>The one of this process. Not durable: it does not wait for the disk.</summary>
    public static Task<PostgresCluster> SharedAsync() => SharedCluster.Value;

    public int Port { get; }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes and starts a server.</summary>
    /// <param name="isDurable">Whether it waits for the disk, as a server should; slower.</param>
    /// <param name="settings">More settings, such as <c>max_connections=10</c>.</param>
    public static async Task<PostgresCluster> StartAsync(bool isDurable = false, params string[] settings)
    {
        var cluster = await PrepareAsync();
        await cluster.InitializeAsync(isDurable, ["--locale=C.UTF-8"], settings);
        await cluster.StartServerAsync();
        return cluster;
    }

    /// <summary>Makes and starts a server whose databases sort by ICU where they do not say otherwise.</summary>
    public static async Task<PostgresCluster> StartWithIcuAsync()
    {
        var cluster = await PrepareAsync();
        await cluster.InitializeAsync(isDurable: false, ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en"], []);
        await cluster.StartServerAsync();
        return cluster;
    }

    /// <summary>Starts a standby that streams from this server, with a folder and watchdog of its own. It reports each second.</summary>
    /// <param name="name">What it is called at this server.</param>
    public async Task<PostgresCluster> StartStandbyAsync(string name)
    {
        var standby = await PrepareAsync();
        var primary = $"host={Host} port={Port.ToString(CultureInfo.InvariantCulture)} user={Superuser} password={Password} application_name={name}";
        await ServerPrograms.RunAsync("pg_basebackup", "-D", standby.Data, "-d", primary, "--write-recovery-conf", "--checkpoint=fast", "--no-sync");
        await File.AppendAllTextAsync(Path.Combine(standby.Data, "postgresql.conf"), $"\nport = {standby.Port.ToString(CultureInfo.InvariantCulture)}\nwal_receiver_status_interval = 1s\n");
        await standby.StartServerAsync();
        return standby;
    }

    /// <summary>Where a database is, as the superuser or another role.</summary>
    public string ConnectionString(string database = "postgres", string user = Superuser, string? password = null, int? port = null) => new NpgsqlConnectionStringBuilder
    {
        Host = Host,
        Port = port ?? Port,
        Database = database,
        Username = user,
        Password = password ?? Password,
        Timeout = 15,
        MaxAutoPrepare = 40,
        AutoPrepareMinUsages = 2,
    }.ConnectionString;

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string, as the superuser.</returns>
    public async Task<string> CreateDatabaseAsync(string? name = null)
    {
        name ??= $"db{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"create database {name}");
        return ConnectionString(name);
    }

    /// <summary>Runs statements as the superuser.</summary>
    public async Task ExecuteAsync(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString(database)};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads one value as the superuser.</summary>
    public async Task<T> QueryAsync<T>(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString(database)};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Takes a base backup of the whole server into a folder of the user that it runs as.</summary>
    public Task BackUpAsync(string folder) =>
        ServerPrograms.RunAsync("pg_basebackup", "-D", folder, "-d", $"host={Host} port={Port.ToString(CultureInfo.InvariantCulture)} user={Superuser} password={Password}", "--checkpoint=fast", "--no-sync");

    /// <summary>What stands before a program that must not run as root; empty where the tests do not.</summary>
    public static IReadOnlyList<string> AsServer => ServerPrograms.AsServer;

    /// <summary>The folder of the server's programs.</summary>
    public static string ProgramFolder => ServerPrograms.Programs;

    /// <summary>Where the server keeps its data.</summary>
    public string DataFolder => Data;

    /// <summary>Runs a shell script as the server's user, with its programs on the path, and whose programs connect as the superuser. It must end with 0.</summary>
    /// <returns>What it wrote.</returns>
    public static async Task<string> RunScriptAsync(string script)
    {
        using var process = ServerPrograms.StartScript(script, new Dictionary<string, string> { ["PGHOST"] = Host, ["PGUSER"] = Superuser, ["PGPASSWORD"] = Password });
        return await ServerPrograms.FinishAsync(process, script);
    }

    /// <summary>Starts a client program of the server's version, such as <c>pgbench</c>, as the superuser. The caller bounds it and ends it.</summary>
    public Process StartClient(string program, string database, params string[] arguments) => ServerPrograms.StartClient(
        program,
        new Dictionary<string, string> { ["PGHOST"] = Host, ["PGPORT"] = Port.ToString(CultureInfo.InvariantCulture), ["PGUSER"] = Superuser, ["PGPASSWORD"] = Password, ["PGDATABASE"] = database },
        arguments);

    /// <summary>Runs a client program to its end.</summary>
    public async Task RunClientAsync(string program, string database, params string[] arguments)
    {
        using var process = StartClient(program, database, arguments);
        await ServerPrograms.FinishAsync(process, program);
    }

    /// <summary>Ends all connections to a database, as an administrator does.</summary>
    /// <returns>How many there were.</returns>
    public Task<long> TerminateConnectionsAsync(string database) =>
        QueryAsync<long>($"select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '{database}' and pid <> pg_backend_pid()");

    public Task StartServerAsync() => ServerPrograms.RunAsync("pg_ctl", "start", "-D", Data, "-l", Path.Combine(_folder, "log"), "-w", "-t", "120");

    /// <summary>Stops the server without care for its connections: what was not committed is lost.</summary>
    public Task StopServerAsync() => ServerPrograms.RunAsync("pg_ctl", "stop", "-D", Data, "-m", "immediate", "-w", "-t", "120");

    /// <summary>What the server wrote to its log.</summary>
    public Task<string> ReadLogAsync() => File.ReadAllTextAsync(Path.Combine(_folder, "log"));

    public async ValueTask DisposeAsync()
    {
        _watchdog.StandardInput.Close();
        await _watchdog.WaitForExitAsync();
        _watchdog.Dispose();
    }

    private static async Task<PostgresCluster> PrepareAsync()
    {
        var folder = await NewFolderAsync();
        return new(folder, FreePort(), Watch(folder));
    }

    /// <summary>A folder of the user that the server runs as.</summary>
    public static async Task<string> NewFolderAsync()
    {
        var folder = Directory.CreateTempSubdirectory("bluegreen-pg-").FullName;
        if (Environment.UserName == "root")
        {
            using var chown = ServerPrograms.Launch("chown", Superuser, folder);
            await ServerPrograms.FinishAsync(chown, "chown");
        }

        return folder;
    }

    private async Task InitializeAsync(bool isDurable, string[] locale, string[] settings)
    {
        var secret = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(secret, Password);
        await ServerPrograms.RunAsync(
            "initdb", ["-D", Data, "-U", Superuser, "-A", "scram-sha-256", "--pwfile", secret, "-E", "UTF8", "--no-sync", .. locale]);
        string[] lines =
        [
            "listen_addresses = '127.0.0.1'", $"port = {Port.ToString(CultureInfo.InvariantCulture)}", "unix_socket_directories = ''", "max_connections = 200", "shared_buffers = 32MB",
            .. isDurable ? [] : (string[])["fsync = off", "full_page_writes = off", "synchronous_commit = off"],
            .. settings,
        ];
        await File.AppendAllTextAsync(Path.Combine(Data, "postgresql.conf"), $"\n{string.Join('\n', lines)}\n");
    }

    /// <summary>Its standard input ends with this process. Then it ends the server whose process id the server wrote, and removes the folder.</summary>
    private static Process Watch(string folder)
    {
        const string Script = """
            trap '' INT TERM HUP
            cat >/dev/null
            pidfile="$1/data/postmaster.pid"
            for signal in QUIT QUIT KILL; do
              [ -f "$pidfile" ] || break
              kill -"$signal" "$(head -n 1 "$pidfile")" 2>/dev/null || break
              for i in 1 2 3 4 5 6 7 8 9 10; do [ -f "$pidfile" ] || break; sleep 0.2; done
            done
            rm -rf "$1"
            """;
        return ServerPrograms.Launch("setsid", "sh", "-c", Script, "watchdog", folder);
    }

    /// <summary>A port that nobody listens at.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
