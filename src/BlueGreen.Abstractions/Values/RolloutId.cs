using System.Text.Json.Serialization;
using BlueGreen.Serialization;

namespace BlueGreen;

/// <summary>Names one rollout; unique within a journal.</summary>
[JsonConverter(typeof(RolloutIdJsonConverter))]
public readonly record struct RolloutId : IParsable<RolloutId>
{
    /// <summary>Wraps an identifier.</summary>
    /// <param name="value">1 to 64 letters, digits and <c>-</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> breaks that rule.</exception>
    public RolloutId(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        if (!IsValid(value))
        {
            throw new ArgumentException($"The rollout identifier '{value}' must have 1 to 64 letters, digits and '-'.", nameof(value));
        }

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
        result = s is not null && IsValid(s) ? new(s) : default;
        return result != default;
    }

    private static bool IsValid(string value) => value.Length is > 0 and <= 64 && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    /// <inheritdoc/>
    public override string ToString() => Value;
}
