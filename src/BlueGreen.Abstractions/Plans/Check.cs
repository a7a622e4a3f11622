using BlueGreen.Plans;

namespace BlueGreen;

/// <summary>Something to check. Made by <see cref="Checks"/>.</summary>
public sealed record Check
{
    internal Check(CheckDescription description) => Description = description;

    /// <summary>What is checked.</summary>
    public CheckDescription Description { get; private init; }

    /// <summary>The user's code; null when the description says everything.</summary>
    public CheckHandler? Handler { get; internal init; }

    /// <summary>The version of the user's code: a rollout that resumes with another version takes no forward step.</summary>
    public string Version { get; internal init; } = "1";

    /// <summary>The same check under another name.</summary>
    /// <param name="name">Unique within its step; for code of one's own, unique within the plan.</param>
    public Check Named(string name) => this with { Description = Description with { Name = name } };

    /// <inheritdoc/>
    public override string ToString() => Description.Name;
}
