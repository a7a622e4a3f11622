namespace BlueGreen.Postgres.Sessions;

/// <summary>A session of the database.</summary>
internal sealed class SessionRow
{
    public required int Pid { get; init; }

    public string? Role { get; init; }

    /// <summary>What it calls itself; empty or null for no name.</summary>
    public string? Application { get; init; }

    /// <summary>What it does; null where this role may not see it.</summary>
    public string? State { get; init; }

    /// <summary>How long it has been in that state; null where this role may not see it.</summary>
    public double? Seconds { get; init; }

    /// <summary>Where it comes from; null for a socket of the server's machine, or where this role may not see it.</summary>
    public string? Address { get; init; }

    public override string ToString() => State is null
        ? $"pid {Pid} of role {Role} (what else there is of it needs pg_read_all_stats)"
        : FormattableString.Invariant($"pid {Pid} of role {Role}, {State}{(Seconds is { } seconds ? $" for {seconds:0} s" : "")}, from {Address ?? "a socket"}");
}
