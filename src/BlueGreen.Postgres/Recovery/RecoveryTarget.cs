using System.Globalization;

namespace BlueGreen.Postgres.Recovery;

/// <summary>Where recovery stops.</summary>
public sealed record RecoveryTarget
{
    private RecoveryTarget()
    {
    }

    /// <summary>The restore point's name; null where a moment is the target.</summary>
    public string? Name { get; private init; }

    /// <summary>Where the restore point is in the log, such as <c>0/3000148</c>; null where that is not known, and where a moment is the target.</summary>
    public string? Lsn { get; private init; }

    /// <summary>The moment, by the server's clock; null where a restore point is the target.</summary>
    public DateTimeOffset? Moment { get; private init; }

    internal string Setting => Name is { } name ? $"recovery_target_name = {ServerSetting.Quote(name)}" : $"recovery_target_time = {ServerSetting.Quote(MomentText)}";

    /// <summary>The moment as the server reads it.</summary>
    internal string MomentText => string.Create(CultureInfo.InvariantCulture, $"{Moment!.Value.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}+00");

    /// <summary>At a restore point, the first of that name.</summary>
    /// <param name="name">Its name.</param>
    public static RecoveryTarget Point(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new() { Name = name };
    }

    /// <summary>At a restore point whose place in the log is known.</summary>
    /// <param name="point">What <see cref="PostgresRestorePoints.SetAsync(string, CancellationToken)"/> returned.</param>
    public static RecoveryTarget Point(RestorePoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return new() { Name = point.Name, Lsn = point.Lsn };
    }

    /// <summary>Before the first transaction that was committed after a moment.</summary>
    /// <param name="moment">The moment, by the server's clock.</param>
    public static RecoveryTarget Time(DateTimeOffset moment) => new() { Moment = moment };

    /// <inheritdoc/>
    public override string ToString() => Name is { } name ? $"restore point '{name}'" : string.Create(CultureInfo.InvariantCulture, $"{Moment!.Value.UtcDateTime:u}");
}
