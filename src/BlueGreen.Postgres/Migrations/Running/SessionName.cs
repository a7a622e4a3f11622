namespace BlueGreen.Postgres.Migrations.Running;

/// <summary>What the runner's session is called while it works, for everybody who looks at <c>pg_stat_activity</c>.</summary>
internal static class SessionName
{
    public const string Idle = "bluegreen migrations";

    /// <summary>At most 63 bytes: PostgreSQL cuts longer names.</summary>
    public static string Of(string part) => $"bluegreen {part}" is { Length: > 63 } name ? name[..63] : $"bluegreen {part}";
}
