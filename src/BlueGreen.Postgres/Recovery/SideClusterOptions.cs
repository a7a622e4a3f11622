using System.Collections.Immutable;

namespace BlueGreen.Postgres.Recovery;

/// <summary>Where and how a side cluster is recovered, on this machine.</summary>
public sealed record SideClusterOptions
{
    /// <summary>Its folder, which must not be there yet, with room for the whole server. Tablespaces lie beside it, in a folder of that name with <c>_tablespaces</c> behind it.</summary>
    public required string Folder { get; init; }

    /// <summary>The port that it listens at, on the addresses that the base backup's settings name.</summary>
    public required int Port { get; init; }

    /// <summary>How to connect to it once it runs, in the words of Npgsql, with a user and password of the base backup. The port is replaced.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>The folder of <c>pg_ctl</c>, of the base backup's major version.</summary>
    public required string ProgramFolder { get; init; }

    /// <summary>What stands before its programs, since a server does not run as root, such as <c>setpriv --reuid=postgres --regid=postgres --init-groups</c>. Default: nothing.</summary>
    public ImmutableArray<string> RunAs { get; init; } = [];

    /// <summary>
    /// The folder of <c>postgresql.conf</c> and <c>pg_hba.conf</c> where the server keeps them outside of its data, as Debian's packages do, such as <c>/etc/postgresql/15/main</c>. It is copied into the side cluster's folder, and
    /// where it says that data and files are is not followed. Default: null, the base backup holds them.
    /// </summary>
    public string? SettingsFolder { get; init; }

    /// <summary>How long recovery may take; it reads all of the log since the base backup. Default: 1 hour.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromHours(1);
}
