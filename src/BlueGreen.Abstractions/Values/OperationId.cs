using System.Text.Json.Serialization;
using BlueGreen.Serialization;

namespace BlueGreen;

/// <summary>
/// Names one operation of one rollout. It stays the same when the operation is repeated after a crash, so a provider
/// can find what an earlier call began.
/// </summary>
[JsonConverter(typeof(OperationIdJsonConverter))]
public readonly record struct OperationId
{
    /// <summary>Wraps an identifier.</summary>
    /// <param name="value">1 to 80 letters, digits and <c>-</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> breaks that rule.</exception>
    public OperationId(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        if (value.Length > 80 || value.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-'))
        {
            throw new ArgumentException($"The operation identifier '{value}' must have 1 to 80 letters, digits and '-', so that it is safe in file names and URLs.", nameof(value));
        }

        Value = value;
    }

    /// <summary>The identifier, unique across rollouts.</summary>
    public string Value { get => field ?? ""; }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
