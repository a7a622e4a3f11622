using System.Collections.Immutable;
using BlueGreen.Testing.Conformance;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Conformance.Tests.Wrong;

/// <summary>For each rule of probers one that breaks it.</summary>
internal static class WrongProbers
{
    public static Dictionary<string, Func<ReferenceHealthProber, IHealthProber>> All { get; } = new()
    {
        ["identity-is-stable"] = right => new WrongProber(right) { Identity = new($"prober-{Guid.NewGuid():N}", "1") },
        ["one-result-per-probe"] = right => new WrongProber(right) { Probe = async (probes, target, op, ct) => [.. (await right.ProbeAsync(probes, target, op, ct)).OrderBy(result => result.Latency).ThenBy(result => result.Probe)] },
        ["expected-is-healthy"] = right => new WrongProber(right) { Probe = (probes, target, op, ct) => right.ProbeAsync([.. probes.Select(probe => probe.Expecting(200))], target, op, ct) },
        ["unexpected-is-unhealthy"] = Each((result, _) => result with { Reason = null }),
        ["redirect-is-its-own-status"] = right => new WrongProber(right)
        {
            Probe = (probes, target, op, ct) => right.ProbeAsync([.. probes.Select(probe => probe.Path == HealthProberFixture.MovedPath ? probe with { Path = HealthProberFixture.HealthyPath } : probe)], target, op, ct),
        },
        ["unreachable-is-an-error"] = Each((result, _) => result.Status == ProbeStatus.Error ? throw new HttpRequestException(result.Reason) : result),
        ["silence-is-an-error"] = right => new WrongProber(right)
        {
            Probe = async (probes, target, op, ct) =>
            {
                var results = await right.ProbeAsync(probes, target, op, ct);
                return results.Any(result => result.Status == ProbeStatus.Error) ? [.. results.Select(result => result with { Status = ProbeStatus.Error, StatusCode = null, Reason = "one failed" })] : results;
            },
        },
        ["probes-run-in-parallel"] = right => new WrongProber(right) { Probe = (probes, target, op, ct) => OneByOneAsync(right, [.. probes.Select(probe => probe.Within(TimeSpan.FromMilliseconds(100)))], target, op, ct) },
        ["answers-before-the-deadline"] = right => new WrongProber(right) { Probe = (probes, target, op, ct) => right.ProbeAsync(probes, target, op with { TimeLeft = TimeSpan.FromHours(2) }, ct) },
        ["details-are-kept"] = Each((result, _) => result with { Details = result.Details.SetItem("long", new string('x', 257)) }),
        ["named-endpoint-is-asked"] = right => new WrongProber(right) { Probe = (probes, target, op, ct) => right.ProbeAsync([.. probes.Select(probe => probe with { Endpoint = null })], target, op, ct) },
        ["reason-hides-the-query"] = Each((result, probe) => result.Reason is null ? result : result with { Reason = $"{probe.Path}: {result.Reason}" }),
        ["cancelled-probe-throws"] = right => new WrongProber(right) { Probe = (probes, target, op, _) => right.ProbeAsync(probes, target, op, CancellationToken.None) },
        ["interrupted-probe-throws"] = right => new WrongProber(right)
        {
            Probe = async (probes, target, op, ct) =>
            {
                try
                {
                    return await right.ProbeAsync(probes, target, op, ct);
                }
                catch (OperationCanceledException)
                {
                    return [.. probes.Select(probe => new ProbeResult { Probe = probe.Name, Status = ProbeStatus.Error, Latency = default, Reason = "cancelled" })];
                }
            },
        },
        ["rounds-at-once"] = Muddled,
    };

    private static Func<ReferenceHealthProber, IHealthProber> Each(Func<ProbeResult, Probe, ProbeResult> change) => right => new WrongProber(right)
    {
        Probe = async (probes, target, op, ct) => [.. (await right.ProbeAsync(probes, target, op, ct)).Zip(probes, change)],
    };

    private static async Task<ImmutableArray<ProbeResult>> OneByOneAsync(
        ReferenceHealthProber right, ImmutableArray<Probe> probes, Deployment target, OperationContext operation, CancellationToken cancellationToken)
    {
        List<ProbeResult> results = [];
        foreach (var probe in probes)
        {
            results.AddRange(await right.ProbeAsync([probe], target, operation, cancellationToken));
        }

        return [.. results];
    }

    /// <summary>Answers a round with the round before.</summary>
    private static WrongProber Muddled(ReferenceHealthProber right)
    {
        ImmutableArray<ProbeResult>? before = null;
        return new(right)
        {
            Probe = async (probes, target, op, ct) =>
            {
                var results = await right.ProbeAsync(probes, target, op, ct);
                return before ??= results;
            },
        };
    }
}
