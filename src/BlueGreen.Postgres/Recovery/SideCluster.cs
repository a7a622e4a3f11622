using System.Globalization;
using BlueGreen.Postgres.Backups;
using BlueGreen.Postgres.Programs;
using Dapper;
using Npgsql;

namespace BlueGreen.Postgres.Recovery;

/// <summary>A cluster that was recovered to a point beside the one that serves. Disposing stops it and leaves its folder; <see cref="RemoveAsync"/> removes that, too.</summary>
public sealed class SideCluster : IAsyncDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(100);
    private readonly SideClusterOptions _options;
    private bool _isStopped;

    private SideCluster(SideClusterOptions options) => _options = options;

    /// <summary>Where it is.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_options.ConnectionString) { Port = _options.Port }.ConnectionString;

    /// <summary>How long copying and recovering took.</summary>
    public TimeSpan Took { get; private set; }

    private string Tablespaces => $"{_options.Folder}_tablespaces";

    private string Log => Path.Combine(_options.Folder, "recovery.log");

    /// <summary>Brings the base backup into a folder, recovers it there to the target, and has it take writes. The server that serves is not touched.</summary>
    /// <param name="recipe">From what, and to where.</param>
    /// <param name="options">Where and how.</param>
    /// <param name="clock">Paces and measures. Default: the system's.</param>
    /// <param name="cancellationToken">Stops it; what was made is removed.</param>
    /// <exception cref="ProviderException">The folder is there already, a program failed, the archive has no such target or files of it are missing, or it took too long. What was made is removed.</exception>
    public static async Task<SideCluster> RecoverAsync(RecoveryRecipe recipe, SideClusterOptions options, TimeProvider? clock = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(options);
        var cluster = new SideCluster(options);
        if (new[] { options.Folder, cluster.Tablespaces }.FirstOrDefault(Path.Exists) is { } taken)
        {
            throw ProviderException.Permanent($"'{taken}' is there already. Name a folder for the side cluster that is not.");
        }

        clock ??= TimeProvider.System;
        var began = clock.GetTimestamp();
        try
        {
            await cluster.PrepareAsync(recipe, cancellationToken).ConfigureAwait(false);
            await cluster.StartAsync(recipe, cancellationToken).ConfigureAwait(false);
            await cluster.UntilRecoveredAsync(recipe, clock, cancellationToken).ConfigureAwait(false);
            cluster.Took = clock.GetElapsedTime(began);
            return cluster;
        }
        catch
        {
            await cluster.RemoveAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Compares a database of it with what is expected: rows, large objects and schema, and sequences, which the log may have ahead by up to 32 values.</summary>
    /// <param name="expected">What <see cref="DatabaseFingerprint.ReadAsync"/> said of it at the target.</param>
    /// <param name="database">The database. Default: that of the connection string.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ProviderException">It cannot be read.</exception>
    public async Task<FingerprintComparison> CompareAsync(DatabaseFingerprint expected, string? database = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(expected);
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString);
        settings.Database = database ?? settings.Database;
        return expected.Compare(await DatabaseFingerprint.ReadAsync(settings.ConnectionString, cancellationToken: cancellationToken).ConfigureAwait(false), isRecovered: true);
    }

    /// <summary>Stops it and removes its folder.</summary>
    /// <param name="cancellationToken">Cancels the call before it begins.</param>
    public async Task RemoveAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await DisposeAsync().ConfigureAwait(false);
        foreach (var folder in new[] { _options.Folder, Tablespaces }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Stops it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isStopped && File.Exists(Path.Combine(_options.Folder, "postmaster.pid")))
        {
            await RunAsync("", [], CancellationToken.None, Program("pg_ctl"), "stop", "-D", _options.Folder, "-m", "immediate", "-w").ConfigureAwait(false);
        }

        _isStopped = true;
    }

    private async Task PrepareAsync(RecoveryRecipe recipe, CancellationToken cancellationToken)
    {
        foreach (var command in recipe.BaseBackup.Bring(recipe.Target, _options.Folder))
        {
            await RunAsync("Check the base backup, and the room.", Variables(command), cancellationToken, [command.FileName, .. command.Arguments]).ConfigureAwait(false);
        }

        ThrowIfShared(recipe);
        if (_options.SettingsFolder is { } settings)
        {
            await RunAsync("Check that the server's user may read the settings.", [], cancellationToken, "cp", "-rL", $"{settings}/.", _options.Folder).ConfigureAwait(false);
        }

        await File.AppendAllTextAsync(Path.Combine(_options.Folder, "postgresql.auto.conf"), $"\n{recipe.Settings(_options.Port)}", cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(_options.Folder, "recovery.signal"), "", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A tablespace is a link to a folder elsewhere. As it was brought it may lead to that of the server that serves, or of the base backup: both would be written to.</summary>
    private void ThrowIfShared(RecoveryRecipe recipe)
    {
        var links = Path.Combine(_options.Folder, "pg_tblspc");
        foreach (var link in Directory.Exists(links) ? Directory.GetDirectories(links) : [])
        {
            if (new DirectoryInfo(link).LinkTarget is { } target && !target.StartsWith($"{Tablespaces}/", StringComparison.Ordinal))
            {
                throw ProviderException.Permanent(
                    $"The tablespace {Path.GetFileName(link)} of {recipe.BaseBackup.Name} lies in '{target}', which the side cluster would write to. Bring a copy of it to '{Tablespaces}', as {nameof(PgBackRest)} does, or recover on another machine.");
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Variables(Command command) => command.Variables.Concat(command.Secrets.Select(secret => KeyValuePair.Create(secret.Key, secret.Value.Reveal())));

    private async Task StartAsync(RecoveryRecipe recipe, CancellationToken cancellationToken)
    {
        var variables = recipe.BaseBackup.Bring(recipe.Target, _options.Folder).SelectMany(Variables);
        var seconds = ((int)_options.Deadline.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        try
        {
            await RunAsync("", variables, cancellationToken, Program("pg_ctl"), "start", "-D", _options.Folder, "-l", Log, "-w", "-t", seconds, "-o", Own()).ConfigureAwait(false);
        }
        catch (ProviderException e)
        {
            throw Failed(recipe, e);
        }
    }

    /// <summary>Settings that came from elsewhere name the folders of the server that serves.</summary>
    private string Own()
    {
        string[] own = _options.SettingsFolder is null ? [] :
            [$"data_directory={_options.Folder}", $"hba_file={_options.Folder}/pg_hba.conf", $"ident_file={_options.Folder}/pg_ident.conf", "external_pid_file="];
        return string.Join(' ', own.Select(setting => $"-c {ShellText.Word(setting)}"));
    }

    /// <summary>That it was started says nothing yet: it ends when it does not find its target.</summary>
    private async Task UntilRecoveredAsync(RecoveryRecipe recipe, TimeProvider clock, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var server = new BackupSource(ConnectionString, new(), clock);
        while (true)
        {
            try
            {
                if (!await server.WorkAsync("Recovering", connection => connection.ExecuteScalarAsync<bool>(new("select pg_is_in_recovery()", cancellationToken: cancellationToken)), cancellationToken).ConfigureAwait(false))
                {
                    return;
                }
            }
            catch (ProviderException e) when (e.IsTransient && File.Exists(Path.Combine(_options.Folder, "postmaster.pid")) && clock.GetElapsedTime(began) < _options.Deadline)
            {
                // It starts, or is about to end.
            }
            catch (ProviderException e)
            {
                throw Failed(recipe, e);
            }

            if (clock.GetElapsedTime(began) > _options.Deadline)
            {
                throw ProviderException.Permanent($"Recovering to {recipe.Target} took more than {_options.Deadline}. Raise {nameof(SideClusterOptions)}.{nameof(SideClusterOptions.Deadline)}.");
            }

            await Task.Delay(LookAgain, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private ProviderException Failed(RecoveryRecipe recipe, ProviderException cause)
    {
        var fatal = File.Exists(Log) ? File.ReadLines(Log).LastOrDefault(line => line.Contains("FATAL:", StringComparison.Ordinal) && !line.Contains("starting up", StringComparison.Ordinal)) : null;
        var why = fatal is null ? cause.Message : fatal[(fatal.IndexOf("FATAL:", StringComparison.Ordinal) + "FATAL:".Length)..].Trim();
        return ProviderException.Permanent($"Recovering to {recipe.Target} from {recipe.BaseBackup.Name} failed: {why}. The archive has no such point after the base backup, or files of the log are missing. The server that serves is untouched.", cause);
    }

    private string Program(string name) => Path.Combine(_options.ProgramFolder, name);

    private Task<string> RunAsync(string remedy, IEnumerable<KeyValuePair<string, string>> variables, CancellationToken cancellationToken, params string[] command)
    {
        string[] all = [.. _options.RunAs, .. command];
        return ServerProgram.RunAsync(new(all[0], all[1..])
        {
            Name = command[0],
            ApplicationName = BackupSource.ApplicationName,
            Variables = variables,
            Remedy = remedy,
            IfMissing = $"Say in {nameof(SideClusterOptions)}.{nameof(SideClusterOptions.ProgramFolder)} where the server's programs are.",
        }, cancellationToken);
    }
}
