using System.Collections.Immutable;
using BlueGreen.Artifacts;

namespace BlueGreen.Health;

/// <summary>Makes what probes answered fit for a journal, whatever prober asked: without secrets, and short.</summary>
internal sealed class RedactingHealthProber(IHealthProber prober, TextRedaction redaction) : IHealthProber
{
    private const int LongestReason = 512;

    /// <inheritdoc/>
    public ProviderIdentity Identity => prober.Identity;

    /// <inheritdoc/>
    public async Task<ImmutableArray<ProbeResult>> ProbeAsync(
        ImmutableArray<Probe> probes, Deployment target, OperationContext operation, CancellationToken cancellationToken)
    {
        var results = await prober.ProbeAsync(probes, target, operation, cancellationToken).ConfigureAwait(false);
        return [.. results.Select(Clean)];
    }

    private ProbeResult Clean(ProbeResult result) => result with { Reason = Clean(result.Reason), Details = KeptDetails.Of(result.Details, redaction) };

    private string? Clean(string? reason)
    {
        var text = reason is null ? null : redaction.Redact(reason);
        return text?.Length > LongestReason ? $"{text[..LongestReason]}…" : text;
    }
}
