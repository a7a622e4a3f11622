using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using BlueGreen.Artifacts;
using BlueGreen.Journal;
using BlueGreen.Notifications;
using BlueGreen.Signals;
using BlueGreen.Traffic;

namespace BlueGreen.Testing.Conformance;

/// <summary>
/// All suites by which an assembly's providers are proven. Run its <see cref="Checks"/>, and call <see cref="VerifyComplete(Assembly)"/>: together they show that no contract that a
/// provider implements was forgotten.
/// </summary>
public sealed class ConformanceProof
{
    private static readonly ImmutableArray<Type> Kits =
    [
        typeof(IEnvironmentProvider), typeof(IRestartableEnvironment), typeof(IDeploymentRetention), typeof(ITrafficRouter), typeof(IDrainingRouter),
        typeof(IConnectionCuttingRouter), typeof(IHealthProber), typeof(IMetricsSource), typeof(IMigrationRunner), typeof(ISnapshotProvider), typeof(IDns), typeof(ICdn),
        typeof(IRolloutJournal), typeof(IRolloutLeases), typeof(ISignalInbox), typeof(IJournalArchive), typeof(INotificationCursors), typeof(ITrafficRegister), typeof(IArtifactStore),
    ];

    private readonly ImmutableArray<ConformanceSuite> _suites;
    private readonly ImmutableDictionary<(Type Provider, Type Contract), string> _exemptions;

    /// <summary>Makes a proof.</summary>
    /// <param name="suites">The suites of all providers.</param>
    public ConformanceProof(params ImmutableArray<ConformanceSuite> suites)
        : this(suites, ImmutableDictionary<(Type, Type), string>.Empty)
    {
    }

    private ConformanceProof(ImmutableArray<ConformanceSuite> suites, ImmutableDictionary<(Type, Type), string> exemptions) =>
        (_suites, _exemptions) = (suites, exemptions);

    /// <summary>All checks by name; the name begins with the provider's.</summary>
    public ImmutableSortedDictionary<string, ConformanceCheck> Checks => _suites
        .SelectMany(suite => suite.Checks)
        .ToImmutableSortedDictionary(check => $"{check.Provider.Name}: {check.Name}", check => check, StringComparer.Ordinal);

    /// <summary>The contracts that are not proven, each with its reason.</summary>
    public IEnumerable<string> Exemptions => _exemptions.Select(pair => $"{pair.Key.Provider.Name} as {pair.Key.Contract.Name}: {pair.Value}");

    /// <summary>The same proof, which says why a contract of a provider is not proven here.</summary>
    /// <typeparam name="TProvider">The provider.</typeparam>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <param name="reason">Why.</param>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    public ConformanceProof Exempt<TProvider, TContract>(string reason)
        where TProvider : TContract
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new(_suites, _exemptions.SetItem((typeof(TProvider), typeof(TContract)), reason));
    }

    /// <summary>Verifies that each public class of an assembly that implements a contract has a suite for it, or an exemption.</summary>
    /// <param name="assembly">The providers' assembly.</param>
    /// <exception cref="ConformanceException">Contracts are neither proven nor exempted, or an exemption is for a contract that is proven; all of them are named.</exception>
    [RequiresUnreferencedCode("Lists the types of an assembly; for tests, which are not trimmed.")]
    public void VerifyComplete(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        VerifyComplete([.. assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false })]);
    }

    /// <summary>Verifies that these providers have a suite, or an exemption, for each contract that they implement.</summary>
    /// <param name="providers">The providers.</param>
    /// <exception cref="ConformanceException">Contracts are neither proven nor exempted, or an exemption is for a contract that is proven; all of them are named.</exception>
    public void VerifyComplete(params ImmutableArray<Type> providers)
    {
        var missing =
            from provider in providers
            from contract in Kits
            where contract.IsAssignableFrom(provider) && !IsProven(provider, contract) && !_exemptions.ContainsKey((provider, contract))
            select $"{provider.Name} implements {contract.Name}, and no suite proves it. Add its suite to the proof, or Exempt<{provider.Name}, {contract.Name}>(reason).";
        var idle = _exemptions.Keys
            .Where(exemption => IsProven(exemption.Provider, exemption.Contract))
            .Select(exemption => $"{exemption.Provider.Name} is exempt from {exemption.Contract.Name}, which a suite proves. Remove the exemption.");
        var problems = missing.Concat(idle).ToArray();
        if (problems.Length > 0)
        {
            throw new ConformanceException(string.Join(Environment.NewLine, problems));
        }
    }

    private bool IsProven(Type provider, Type contract) => _suites.Any(suite => suite.Provider == provider && suite.Contracts.Contains(contract));
}
