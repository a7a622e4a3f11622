using System.Collections.Immutable;

namespace BlueGreen.Netlify.Api;

/// <summary>An environment variable with its values for all contexts.</summary>
public sealed record NetlifyVariable
{
    /// <summary>Its name.</summary>
    public string? Key { get; init; }

    /// <summary>Where it is set: builds, functions, runtime, post_processing.</summary>
    public ImmutableArray<string>? Scopes { get; init; }

    /// <summary>Its values.</summary>
    public ImmutableArray<NetlifyVariableValue>? Values { get; init; }

    /// <summary>Whether its values cannot be read back.</summary>
    public bool? IsSecret { get; init; }

    /// <summary>Its name only: values are kept out of logs.</summary>
    public override string ToString() => $"{Key} ({(IsSecret == true ? "secret" : $"{Values?.Length ?? 0} values")})";
}
