using System.Collections.Immutable;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>A trial of a prober.</summary>
internal sealed class ProberTrial(HealthProberFixture fixture, TrialSetting setting) : Trial(fixture, setting)
{
    public Task<IHealthProber> CreateAsync() => fixture.CreateAsync(Cancellation);

    public Task<Deployment> ServeAsync() => fixture.ServeAsync(Cancellation);

    public OperationContext Next() => Operation("probe", 1);

    public async Task<ImmutableArray<ProbeResult>> ProbeAsync(params ImmutableArray<Probe> probes) =>
        await ProbeAsync(await ServeAsync().ConfigureAwait(false), probes).ConfigureAwait(false);

    public async Task<ImmutableArray<ProbeResult>> ProbeAsync(Deployment target, params ImmutableArray<Probe> probes)
    {
        var prober = await CreateAsync().ConfigureAwait(false);
        return await CallAsync($"ProbeAsync({string.Join(", ", probes)})", ct => prober.ProbeAsync(probes, target, Next(), ct)).ConfigureAwait(false);
    }

    public void Expect(ProbeResult result, ProbeStatus status, int? code) => Expect(
        result.Status == status && result.StatusCode == code && (status == ProbeStatus.Healthy ? result.Reason is null : !string.IsNullOrWhiteSpace(result.Reason)),
        $"probe {result.Probe} was {result.Status} with status {result.StatusCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"} and the reason '{result.Reason}'");
}
