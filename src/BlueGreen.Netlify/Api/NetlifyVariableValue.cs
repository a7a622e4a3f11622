namespace BlueGreen.Netlify.Api;

/// <summary>A variable's value in one context.</summary>
public sealed record NetlifyVariableValue
{
    /// <summary>Its identifier.</summary>
    public string? Id { get; init; }

    /// <summary>The value.</summary>
    public string? Value { get; init; }

    /// <summary>The context: all, dev, branch-deploy, deploy-preview, production, branch.</summary>
    public string? Context { get; init; }

    /// <summary>The branch, in the context of one.</summary>
    public string? ContextParameter { get; init; }

    /// <summary>The context only: the value is kept out of logs.</summary>
    public override string ToString() => ContextParameter is { Length: > 0 } ? $"{Context} {ContextParameter}" : $"{Context}";
}
