namespace BlueGreen.Traffic;

/// <summary>What <see cref="InMemoryTrafficRegister"/> holds for one application. Guarded by the register's lock.</summary>
internal sealed class ApplicationTraffic
{
    private readonly SortedDictionary<string, (RouterAcknowledgement Last, DateTimeOffset? Until)> _acknowledgements = new(StringComparer.Ordinal);
    private TaskCompletionSource _replaced = NewSignal();

    public TrafficEntry? Entry { get; private set; }

    /// <summary>Completes when <see cref="Entry"/> is next replaced.</summary>
    public Task Replaced => _replaced.Task;

    public bool TryReplace(TrafficEntry entry)
    {
        if (Entry is { } present && entry.Token < present.Token)
        {
            return false;
        }

        if (Entry is null || !IsRepetition(entry, Entry))
        {
            Entry = entry;
            _replaced.SetResult();
            _replaced = NewSignal();
        }

        return true;
    }

    public void Acknowledge(RouterAcknowledgement acknowledgement, TimeSpan? validFor) =>
        _acknowledgements[acknowledgement.Router] = (acknowledgement, acknowledgement.At + validFor);

    public void Withdraw(string router) => _acknowledgements.Remove(router);

    public IReadOnlyList<RouterAcknowledgement> AcknowledgementsAt(DateTimeOffset now, TimeSpan lifetime)
    {
        foreach (var gone in _acknowledgements.Values.Where(a => a.Until < now).ToArray())
        {
            _acknowledgements.Remove(gone.Last.Router);
        }

        return [.. _acknowledgements.Values.Select(a => a.Last with { IsSilent = a.Last.At < now - lifetime })];
    }

    private static bool IsRepetition(TrafficEntry entry, TrafficEntry present) =>
        entry.Token == present.Token && entry.Split == present.Split && entry.Deployments.SequenceEqual(present.Deployments);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
