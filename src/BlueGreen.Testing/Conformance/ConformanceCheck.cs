namespace BlueGreen.Testing.Conformance;

/// <summary>One rule, ready to be checked for one provider. Every run has a fixture of its own.</summary>
public sealed class ConformanceCheck
{
    private readonly Func<CancellationToken, Task<ConformanceResult>> _run;

    internal ConformanceCheck(Type provider, ConformanceRule rule, Func<CancellationToken, Task<ConformanceResult>> run)
    {
        Provider = provider;
        Rule = rule;
        _run = run;
    }

    /// <summary>Names the rule, such as <c>traffic-router/split-is-read-back</c>; unique within a suite.</summary>
    public string Name => Rule.Name;

    /// <summary>The provider.</summary>
    public Type Provider { get; }

    /// <summary>The rule.</summary>
    public ConformanceRule Rule { get; }

    /// <summary>Checks the rule.</summary>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>What became of it; failures too.</returns>
    public Task<ConformanceResult> RunAsync(CancellationToken cancellationToken = default) => _run(cancellationToken);

    /// <summary>Checks the rule.</summary>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>Passed, not applicable or exempted.</returns>
    /// <exception cref="ConformanceException">The provider breaks the rule.</exception>
    public async Task<ConformanceResult> VerifyAsync(CancellationToken cancellationToken = default)
    {
        var result = await RunAsync(cancellationToken).ConfigureAwait(false);
        result.ThrowIfFailed();
        return result;
    }

    /// <summary>The check's name.</summary>
    public override string ToString() => Name;

    internal ConformanceCheck Exempted(string reason) =>
        new(Provider, Rule, _ => Task.FromResult(new ConformanceResult(Name, ConformanceStatus.Exempted, reason, null)));
}
