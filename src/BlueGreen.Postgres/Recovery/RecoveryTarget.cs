using System.Globalization;

namespace BlueGreen.Postgres.Recovery;

/// <summary>Where recovery stops.</summary>
public sealed record RecoveryTarget
{
    private RecoveryTarget(string setting, string words) => (Setting, Words) = (setting, words);

    internal string Setting { get; }

    private string Words { get; }

    /// <summary>At a restore point, the first of that name.</summary>
    /// <param name="name">Its name.</param>
    public static RecoveryTarget Point(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new($"recovery_target_name = '{name.Replace("'", "''", StringComparison.Ordinal)}'", $"restore point '{name}'");
    }

    /// <summary>Before the first transaction that was committed after a moment.</summary>
    /// <param name="moment">The moment, by the server's clock.</param>
    public static RecoveryTarget Time(DateTimeOffset moment) =>
        new(string.Create(CultureInfo.InvariantCulture, $"recovery_target_time = '{moment.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}+00'"), string.Create(CultureInfo.InvariantCulture, $"{moment.UtcDateTime:u}"));

    /// <inheritdoc/>
    public override string ToString() => Words;
}
