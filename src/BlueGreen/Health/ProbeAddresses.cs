using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace BlueGreen.Health;

/// <summary>Remembers where the probes of a plan ask a deployment for as long as both are in use, because a host asks the same thing every few seconds. Thread-safe.</summary>
internal sealed class ProbeAddresses
{
    private readonly ConditionalWeakTable<Deployment, Round> _rounds = [];

    /// <exception cref="ProviderException">The deployment has no such endpoint, or it is not reached over HTTP.</exception>
    public ImmutableArray<Uri> Of(ImmutableArray<Probe> probes, Deployment target)
    {
        if (!_rounds.TryGetValue(target, out var round) || round.Probes != probes)
        {
            round = new(probes, [.. probes.Select(probe => ProbeAddress.Of(probe, target))]);
            _rounds.AddOrUpdate(target, round);
        }

        return round.Addresses;
    }

    private sealed record Round(ImmutableArray<Probe> Probes, ImmutableArray<Uri> Addresses);
}
