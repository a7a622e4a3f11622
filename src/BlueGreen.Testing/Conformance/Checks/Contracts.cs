using System.Collections.Immutable;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>The contracts of a role, and how its checks are bound to a provider.</summary>
internal sealed record Contracts(string Role, params ImmutableArray<Type> All)
{
    public ConformanceCheck Bind<TFixture, TTrial>(
        Type provider, CheckDefinition<TTrial> check, Func<TFixture> open, Func<TFixture, TrialSetting, TTrial> begin, EpochSource epochs)
        where TFixture : ConformanceFixture
        where TTrial : Trial
    {
        var rule = new ConformanceRule($"{Role}/{check.Name}", check.Text, check.Source, check.Remedy, check.Capability);
        return new(provider, rule, cancellationToken => rule.Capability is { } capability && !capability.IsAssignableFrom(provider)
            ? Task.FromResult(new ConformanceResult(rule.Name, ConformanceStatus.NotApplicable, $"{provider.Name} does not implement {capability.Name}.", null))
            : RunAsync(provider, rule, check, open, begin, epochs, cancellationToken));
    }

    private static async Task<ConformanceResult> RunAsync<TFixture, TTrial>(
        Type provider,
        ConformanceRule rule,
        CheckDefinition<TTrial> check,
        Func<TFixture> open,
        Func<TFixture, TrialSetting, TTrial> begin,
        EpochSource epochs,
        CancellationToken cancellationToken)
        where TFixture : ConformanceFixture
        where TTrial : Trial
    {
        var fixture = open();
        await using (fixture.ConfigureAwait(false))
        {
            await fixture.StartAsync(cancellationToken).ConfigureAwait(false);
            var trial = begin(fixture, new(provider, rule, epochs.Next(fixture.Clock.GetUtcNow()), cancellationToken));
            return await trial.JudgeAsync(() => check.Body(trial)).ConfigureAwait(false);
        }
    }
}
