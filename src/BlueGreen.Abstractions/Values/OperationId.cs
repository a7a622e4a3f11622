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
    /// <param name="value">Not empty.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public OperationId(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        Value = value;
    }

    /// <summary>The identifier: letters, digits and <c>-</c> only, so that it is safe in file names and URLs.</summary>
    public string Value { get => field ?? ""; }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
