using System.Collections.Immutable;
using System.Globalization;

namespace BlueGreen.Postgres.Recovery;

/// <summary>
/// Base backup and archive of a pgBackRest stanza, from its repository, wherever that is. pgBackRest 2.40 or newer, on the machine of the side cluster. Where the target is a moment, or a restore point whose place in the log is
/// known, pgBackRest takes the newest backup that is older; for a restore point that is known by name alone it takes <see cref="Set"/>, or the latest.
/// </summary>
/// <param name="Stanza">The stanza, such as <c>main</c>.</param>
public sealed record PgBackRest(string Stanza) : IBaseBackup
{
    /// <summary>The program. Default: <c>pgbackrest</c>, where the system finds it.</summary>
    public string Program { get; init; } = "pgbackrest";

    /// <summary>Its file of settings, which the server's user can read. Default: null, pgBackRest's own default.</summary>
    public string? Config { get; init; }

    /// <summary>The backup to take, such as <c>20260101-120000F</c>. Default: null, pgBackRest chooses.</summary>
    public string? Set { get; init; }

    /// <summary>How many processes restore at a time. Default: 2.</summary>
    public int Processes { get; init; } = 2;

    /// <summary>
    /// What is not in its file of settings and nobody may read among arguments, by the name of the environment variable, such as <c>PGBACKREST_REPO1_CIPHER_PASS</c>. The side cluster's <c>restore_command</c> gets it as well.
    /// </summary>
    public ImmutableSortedDictionary<string, Secret> Secrets { get; init; } = ImmutableSortedDictionary<string, Secret>.Empty;

    /// <inheritdoc/>
    public string Name => $"stanza '{Stanza}' of pgBackRest";

    /// <summary>Null: pgBackRest writes it into the folder that it restores, with the target.</summary>
    public string? RestoreCommand => null;

    /// <summary>The same with one more secret.</summary>
    /// <param name="variable">The environment variable, such as <c>PGBACKREST_REPO1_CIPHER_PASS</c>.</param>
    /// <param name="value">Its value.</param>
    public PgBackRest With(string variable, Secret value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(variable);
        ArgumentNullException.ThrowIfNull(value);
        return this with { Secrets = Secrets.SetItem(variable, value) };
    }

    /// <summary>Makes the folder and restores into it; tablespaces go to a folder beside it, whose name ends in <c>_tablespaces</c>.</summary>
    /// <param name="target">Where recovery stops.</param>
    /// <param name="folder">The folder, which is not there yet.</param>
    public ImmutableArray<Command> Bring(RecoveryTarget target, string folder)
    {
        ArgumentNullException.ThrowIfNull(target);
        var restore = Command.Run(Program, [.. General(), .. Restore(target, folder), "restore"]);
        return [Command.Run("mkdir", "-m", "700", folder), Secrets.Aggregate(restore, (command, secret) => command.With(secret.Key, secret.Value))];
    }

    private IEnumerable<string> General() => Config is { } config ? [$"--config={config}", $"--stanza={Stanza}"] : [$"--stanza={Stanza}"];

    /// <summary>It must archive nothing: that would go to the archive of the server that serves.</summary>
    private IEnumerable<string> Restore(RecoveryTarget target, string folder) =>
    [
        $"--pg1-path={folder}",
        $"--tablespace-map-all={folder}_tablespaces",
        "--archive-mode=off",
        string.Create(CultureInfo.InvariantCulture, $"--process-max={Processes}"),
        .. Set is { } set ? [$"--set={set}"] : (string[])[],
        .. Stop(target),
        "--target-action=promote",
        "--log-level-stderr=error",
    ];

    /// <summary>A place in the log is exactly where the point is, and lets pgBackRest find the backup; exclusive, since what follows the point is not wanted.</summary>
    private static string[] Stop(RecoveryTarget target) => target switch
    {
        { Lsn: { } lsn } => ["--type=lsn", $"--target={lsn}", "--target-exclusive"],
        { Name: { } name } => ["--type=name", $"--target={name}"],
        _ => ["--type=time", $"--target={target.MomentText}"],
    };
}
