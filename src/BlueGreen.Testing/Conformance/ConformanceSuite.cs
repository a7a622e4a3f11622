using System.Collections.Immutable;

namespace BlueGreen.Testing.Conformance;

/// <summary>All checks of a role for one provider, those of its capability interfaces among them.</summary>
public sealed class ConformanceSuite
{
    internal ConformanceSuite(Type provider, ImmutableArray<Type> contracts, ImmutableArray<ConformanceCheck> checks)
    {
        Provider = provider;
        Contracts = contracts;
        Checks = checks;
    }

    /// <summary>The provider.</summary>
    public Type Provider { get; }

    /// <summary>The contracts that this suite checks.</summary>
    public ImmutableArray<Type> Contracts { get; }

    /// <summary>The checks, each of which can be run alone.</summary>
    public ImmutableArray<ConformanceCheck> Checks { get; }

    /// <summary>The check of that name.</summary>
    /// <param name="name">Such as <c>traffic-router/split-is-read-back</c>.</param>
    /// <exception cref="ArgumentException">The suite has no such check.</exception>
    public ConformanceCheck this[string name] => Checks.FirstOrDefault(check => check.Name == name)
        ?? throw new ArgumentException($"The suite of {Provider.Name} has no check '{name}'. It has {string.Join(", ", Checks)}.", nameof(name));

    /// <summary>The same suite without one check. The report lists it with the reason.</summary>
    /// <param name="name">The check's name.</param>
    /// <param name="reason">Why the provider need not keep the rule, or why it cannot be shown here.</param>
    /// <exception cref="ArgumentException">The suite has no such check, or the reason is empty.</exception>
    public ConformanceSuite Exempt(string name, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new(Provider, Contracts, Checks.Replace(this[name], this[name].Exempted(reason)));
    }

    /// <summary>Runs all checks, one after the other.</summary>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>What became of each, failures too.</returns>
    public async Task<ConformanceReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var results = ImmutableArray.CreateBuilder<ConformanceResult>(Checks.Length);
        foreach (var check in Checks)
        {
            results.Add(await check.RunAsync(cancellationToken).ConfigureAwait(false));
        }

        return new(Provider, results.ToImmutable());
    }

    /// <summary>Runs all checks.</summary>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>What passed, does not apply or is exempted.</returns>
    /// <exception cref="ConformanceException">A check failed; the message holds all that did.</exception>
    public async Task<ConformanceReport> VerifyAsync(CancellationToken cancellationToken = default)
    {
        var report = await RunAsync(cancellationToken).ConfigureAwait(false);
        report.ThrowIfFailed();
        return report;
    }

    internal static ConformanceSuite Make<TFixture, TTrial>(
        Type provider, Checks.Contracts contracts, IEnumerable<Checks.CheckDefinition<TTrial>> checks, Func<TFixture> open, Func<TFixture, Checks.TrialSetting, TTrial> begin)
        where TFixture : ConformanceFixture
        where TTrial : Checks.Trial
    {
        ArgumentNullException.ThrowIfNull(open);
        var epochs = new Checks.EpochSource();
        return new(provider, contracts.All, [.. checks.Select(check => contracts.Bind(provider, check, open, begin, epochs))]);
    }
}
