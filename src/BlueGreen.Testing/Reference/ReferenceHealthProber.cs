using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace BlueGreen.Testing.Reference;

/// <summary>
/// A prober in memory that keeps every promise of <see cref="IHealthProber"/>: to read, to test against, and to try kits and tools with. It asks no network: what a deployment
/// answers is told by <see cref="Answer"/>. Thread-safe.
/// </summary>
/// <param name="faults">Trouble to meet; null for none.</param>
/// <param name="clock">Measures latencies and time limits; null for the system's.</param>
public sealed class ReferenceHealthProber(ReferenceFaults? faults = null, TimeProvider? clock = null) : IHealthProber
{
    private const int MostDetails = 32;
    private const int LongestDetail = 256;

    private readonly ReferenceFaults _faults = faults ?? new();
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly ConcurrentDictionary<(Uri Url, string Path), ReferenceAnswer> _answers = new();

    /// <inheritdoc/>
    public ProviderIdentity Identity { get; } = new("reference-prober", "1");

    /// <summary>Says what an address answers to a path. An address of which nothing was said does not answer.</summary>
    /// <param name="url">The deployment's address, or that of one of its endpoints.</param>
    /// <param name="path">The path, without a query.</param>
    /// <param name="answer">The answer.</param>
    public void Answer(Uri url, string path, ReferenceAnswer answer) => _answers[(url, path)] = answer;

    /// <inheritdoc/>
    public async Task<ImmutableArray<ProbeResult>> ProbeAsync(ImmutableArray<Probe> probes, Deployment target, OperationContext operation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(operation);
        await _faults.EnterAsync($"Probing {target}", cancellationToken).ConfigureAwait(false);
        var addressed = probes.Select(probe => (Probe: probe, Url: UrlOf(probe, target))).ToArray();
        return [.. await Task.WhenAll(addressed.Select(item => ProbeAsync(item.Probe, item.Url, operation.TimeLeft * 0.9, cancellationToken))).ConfigureAwait(false)];
    }

    private async Task<ProbeResult> ProbeAsync(Probe probe, Uri url, TimeSpan left, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        using var timeout = new CancellationTokenSource(left < probe.Timeout ? left : probe.Timeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            if (!_answers.TryGetValue((url, probe.Path.Split('?')[0]), out var answer))
            {
                return Error($"{url} does not answer");
            }

            await answer.Until(either.Token).ConfigureAwait(false);
            var isExpected = answer.Status == probe.ExpectedStatus;
            return Error("") with
            {
                Status = isExpected ? ProbeStatus.Healthy : ProbeStatus.Unhealthy,
                StatusCode = answer.Status,
                Reason = isExpected ? null : $"expected status {probe.ExpectedStatus}, got {answer.Status}",
                Details = answer.Details.Take(MostDetails).ToImmutableSortedDictionary(detail => detail.Key, detail => Cut(detail.Value)),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Error($"{url} did not answer in time");
        }

        ProbeResult Error(string reason) => new() { Probe = probe.Name, Status = ProbeStatus.Error, Latency = _clock.GetElapsedTime(started), Reason = reason };
    }

    private static Uri UrlOf(Probe probe, Deployment target) => probe.Endpoint is not { } endpoint
        ? target.Url
        : target.Endpoints.GetValueOrDefault(endpoint)
            ?? throw ProviderException.Permanent($"Probe '{probe.Name}' asks endpoint '{endpoint}', which deployment {target} lacks. Correct Probe.At.");

    private static string Cut(string text) => text.Length <= LongestDetail ? text : text[..LongestDetail];
}
