using System.Text.Json.Serialization;
using BlueGreen.Serialization;

namespace BlueGreen;

/// <summary>Names one rollout; unique within a journal.</summary>
[JsonConverter(typeof(RolloutIdJsonConverter))]
public readonly record struct RolloutId : IParsable<RolloutId>
{
    /// <summary>Wraps an identifier.</summary>
    /// <param name="value">Not empty.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public RolloutId(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        Value = value;
    }

    /// <summary>The identifier.</summary>
    public string Value { get => field ?? ""; }

    /// <summary>Makes a new identifier that sorts by time of creation.</summary>
    /// <param name="clock">Tells the time of creation.</param>
    public static RolloutId New(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return new(Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"));
    }

    /// <inheritdoc/>
    public static RolloutId Parse(string s, IFormatProvider? provider = null) => new(s);

    /// <inheritdoc/>
    public static bool TryParse(string? s, IFormatProvider? provider, out RolloutId result)
    {
        result = string.IsNullOrWhiteSpace(s) ? default : new(s);
        return result != default;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
