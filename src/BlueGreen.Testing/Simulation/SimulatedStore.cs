using System.Collections.Immutable;
using BlueGreen.Journal;
using BlueGreen.Machine;
using BlueGreen.Signals;

namespace BlueGreen.Testing.Simulation;

/// <summary>The real ledger with a clock of its own, and with protections that can be taken away.</summary>
internal sealed class SimulatedStore(Agenda agenda, RolloutId rollout, Mechanism off)
{
    private readonly RolloutLedger _ledger = new();
    private Lease? _last;
    private int _claims;

    /// <summary>How far the store's clock is ahead.</summary>
    public TimeSpan Offset { get; set; }

    /// <summary>Until when the store answers nobody.</summary>
    public DateTimeOffset DownUntil { get; set; }

    public bool IsDown => agenda.Now < DownUntil;

    public DateTimeOffset Now => agenda.Now + Offset;

    /// <summary>Called for each entry that was appended, with the request.</summary>
    public Action<AppendRequest, JournalEntry>? Appended { get; set; }

    /// <summary>Called for each lease that was given.</summary>
    public Action<Lease>? Claimed { get; set; }

    public void Start(StartRequest request) => _ledger.Start(request, Now);

    public AppendResult Append(AppendRequest request)
    {
        var result = _ledger.Append(request, Now);
        if (result.Status == AppendStatus.Fenced && off.HasFlag(Mechanism.StoreEpoch))
        {
            result = _ledger.Append(request with { Epoch = result.Epoch, ExpectedHead = result.Head }, Now);
        }

        if (result.Status == AppendStatus.Appended && Appended is { } appended)
        {
            appended(request, _ledger.Read(rollout, result.Head - 1)[0]);
        }

        return result;
    }

    public ImmutableArray<JournalEntry> Read(long after) => _ledger.Read(rollout, after);

    public Lease? Claim(string owner, TimeSpan duration)
    {
        if (off.HasFlag(Mechanism.StoreLease) && _last is not null && ++_claims % 4 == 0)
        {
            _ledger.Release(_last);
        }

        var leases = _ledger.Claim(new(owner, duration, 1), Now);
        if (leases.IsEmpty)
        {
            return null;
        }

        _last = leases[0];
        Claimed?.Invoke(leases[0]);
        return leases[0];
    }

    /// <summary>Called for each lease that was prolonged.</summary>
    public Action<Lease>? Renewed { get; set; }

    public Lease? Renew(Lease lease, TimeSpan duration)
    {
        if (_ledger.Renew([lease], duration, Now) is not [var held])
        {
            return null;
        }

        Renewed?.Invoke(held);
        return held;
    }

    public void Release(Lease lease) => _ledger.Release(lease);

    public SignalReceipt Send(Signal signal) => _ledger.Send(rollout, signal);

    public ImmutableArray<InboxEntry> ReadInbox(long after) => _ledger.ReadInbox(rollout, after);
}
