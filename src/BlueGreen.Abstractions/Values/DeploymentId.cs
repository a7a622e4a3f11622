using System.Text.Json.Serialization;
using BlueGreen.Serialization;

namespace BlueGreen;

/// <summary>The name under which an environment knows one deployment; unique within its application.</summary>
[JsonConverter(typeof(DeploymentIdJsonConverter))]
public readonly record struct DeploymentId
{
    /// <summary>Wraps the environment's own identifier.</summary>
    /// <param name="value">Not empty.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null, empty or white space.</exception>
    public DeploymentId(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        Value = value;
    }

    /// <summary>The environment's identifier.</summary>
    public string Value { get => field ?? ""; }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
