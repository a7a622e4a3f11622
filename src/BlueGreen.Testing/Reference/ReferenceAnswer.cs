using System.Collections.Immutable;

namespace BlueGreen.Testing.Reference;

/// <summary>What a deployment answers to a path.</summary>
/// <param name="Status">The HTTP status.</param>
public sealed record ReferenceAnswer(int Status)
{
    /// <summary>The top-level members of its JSON body, as text.</summary>
    public ImmutableSortedDictionary<string, string> Details { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Completes when it is answered; it gets a token that is cancelled when nobody waits any more. Default: at once.</summary>
    public Func<CancellationToken, Task> Until { get; init; } = static _ => Task.CompletedTask;
}
