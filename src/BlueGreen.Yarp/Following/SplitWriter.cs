using System.Collections.Immutable;
using BlueGreen.Traffic;

namespace BlueGreen.Yarp.Following;

/// <summary>Writes a split to the register and waits until every router has it.</summary>
internal sealed class SplitWriter(string application, ITrafficRegister register, TimeSpan acknowledgeTimeout, TimeProvider clock)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    public async Task ApplyAsync(TrafficSplit desired, OperationContext operation, CancellationToken cancellationToken)
    {
        var entry = new TrafficEntry
        {
            Application = application,
            Split = desired,
            Deployments = [.. desired.Weights.Select(w => Resolve(w.Deployment, operation))],
            Token = operation.Token,
        };
        try
        {
            await WriteAsync(entry, cancellationToken).ConfigureAwait(false);
            await AwaitRoutersAsync(entry, Shorter(operation.TimeLeft, acknowledgeTimeout), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not ProviderException && !cancellationToken.IsCancellationRequested)
        {
            throw ProviderException.Transient(
                $"Setting the split of '{application}' to {desired} failed at the traffic register: {exception.Message}", exception);
        }
    }

    private async Task WriteAsync(TrafficEntry entry, CancellationToken cancellationToken)
    {
        if (!await register.WriteAsync(entry, cancellationToken).ConfigureAwait(false))
        {
            throw await RefusedAsync(entry, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AwaitRoutersAsync(TrafficEntry entry, TimeSpan patience, CancellationToken cancellationToken)
    {
        var startedAt = clock.GetTimestamp();
        while (await RouterAgreement.FindGapAsync(register, application, entry.Token, cancellationToken).ConfigureAwait(false) is { } gap)
        {
            var elapsed = clock.GetElapsedTime(startedAt);
            if (elapsed >= patience)
            {
                throw await UnacknowledgedAsync(entry, gap, cancellationToken).ConfigureAwait(false);
            }

            await Task.Delay(PauseAfter(elapsed), clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks again so soon that the answer is late by an eighth of its time at most.</summary>
    private static TimeSpan PauseAfter(TimeSpan elapsed) => Shorter(LongestPause, elapsed / 8 > ShortestPause ? elapsed / 8 : ShortestPause);

    private async Task<ProviderException> UnacknowledgedAsync(TrafficEntry entry, string gap, CancellationToken cancellationToken)
    {
        var present = await register.ReadAsync(application, cancellationToken).ConfigureAwait(false);
        return present is not null && present.Token > entry.Token
            ? await RefusedAsync(entry, cancellationToken).ConfigureAwait(false)
            : ProviderException.Transient(
                $"The split of '{application}' was set to {entry.Split}, but {gap}.");
    }

    private async Task<ProviderException> RefusedAsync(TrafficEntry entry, CancellationToken cancellationToken)
    {
        var present = await register.ReadAsync(application, cancellationToken).ConfigureAwait(false);
        return ProviderException.Permanent(
            $"Setting the split of '{application}' to {entry.Split} with token {entry.Token} was refused: "
            + $"the traffic register holds {present?.Split} with the higher token {present?.Token}. "
            + "A newer driver or a newer write has taken over; read its split and leave it be.");
    }

    private Deployment Resolve(DeploymentId id, OperationContext operation)
    {
        var deployment = operation.Find(id)
            ?? throw ProviderException.Permanent(
                $"The split of '{application}' names deployment '{id}', but rollout {operation.Rollout} knows only {Known(operation)}. "
                + "Split traffic between blue and green only.");
        foreach (var url in deployment.Endpoints.Values.Prepend(deployment.Url).Where(u => !IsForwardable(u)))
        {
            throw ProviderException.Permanent(
                $"Deployment {deployment} of '{application}' answers at '{url}', where no request can be forwarded to. Give it an absolute http or https address.");
        }

        return deployment;
    }

    private static bool IsForwardable(Uri url) => url.IsAbsoluteUri && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);

    private static string Known(OperationContext operation)
    {
        ImmutableArray<string> known = [.. new[] { operation.Blue, operation.Green }.OfType<Deployment>().Select(d => $"'{d.Id}'")];
        return known.IsEmpty ? "none" : string.Join(" and ", known);
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
