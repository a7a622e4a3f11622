using BlueGreen.Postgres.Migrations.Sql;

namespace BlueGreen.Postgres.Migrations.Tracing.Rules;

/// <summary>Says whom a lock keeps out.</summary>
internal static class LockEffect
{
    /// <summary>Whether it keeps writers out.</summary>
    public static bool StopsWriters(LockMode? mode) => mode >= LockMode.Share;

    public static string Of(LockMode? mode) => mode switch
    {
        LockMode.AccessExclusive => "nobody reads or writes it meanwhile",
        >= LockMode.Share => "nobody writes it meanwhile",
        _ => "other schema changes of it wait meanwhile",
    };
}
