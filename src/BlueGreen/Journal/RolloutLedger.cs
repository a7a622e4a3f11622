using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Signals;

namespace BlueGreen.Journal;

/// <summary>
/// The rules of a store without I/O or clock: journals, epochs, leases and inboxes of many rollouts. Not thread-safe. The in-memory store locks it, the simulator
/// puts faults around it.
/// </summary>
internal sealed class RolloutLedger(bool epochsBeginAtTheTime = false)
{
    private readonly Dictionary<RolloutId, LedgerRollout> _rollouts = [];
    private readonly Dictionary<string, LedgerApplication> _applications = [];
    private int _started;

    public StartResult Start(StartRequest request, DateTimeOffset now)
    {
        var name = request.Started.Plan.Application;
        var application = ApplicationOf(name);
        if (application.Epoch == 0 && epochsBeginAtTheTime)
        {
            application.Epoch = now.ToUnixTimeMilliseconds();
        }

        if (request.Key is { } key && application.Keys.TryGetValue(key, out var existing))
        {
            return new(StartStatus.Existing, existing, application.Active);
        }

        if (_rollouts.ContainsKey(request.Rollout))
        {
            return new(StartStatus.Existing, request.Rollout, application.Active);
        }

        if (application.Active is not null && request.IfActive == IfActive.Refuse)
        {
            return new(StartStatus.Refused, request.Rollout, application.Active);
        }

        Create(request, application, now);
        if (application.Active is not null)
        {
            application.Queue.Enqueue(request.Rollout);
            return new(StartStatus.Queued, request.Rollout, application.Active);
        }

        application.Active = request.Rollout;
        return new(StartStatus.Started, request.Rollout, null);
    }

    public AppendResult Append(AppendRequest request, DateTimeOffset now)
    {
        var rollout = _rollouts[request.Rollout];
        var application = ApplicationOf(rollout.Application);
        var at = rollout.Entries[^1].At > now ? rollout.Entries[^1].At : now;
        if (request.Epoch != application.Epoch || application.Active != request.Rollout)
        {
            return new(AppendStatus.Fenced, application.Epoch, rollout.Entries.Count, at);
        }

        if (request.ExpectedHead != rollout.Entries.Count)
        {
            return new(AppendStatus.HeadMoved, application.Epoch, rollout.Entries.Count, at);
        }

        if (request.Event is RolloutClosed && rollout.Inbox.Count > request.InboxPosition)
        {
            return new(AppendStatus.SignalsWaiting, application.Epoch, rollout.Entries.Count, at);
        }

        rollout.Entries.Add(new(request.Rollout, request.ExpectedHead + 1, request.EventId, request.Epoch, at, request.Event));
        rollout.Schema = Math.Max(rollout.Schema, request.Schema);
        if (request.Event is RolloutClosed)
        {
            Close(rollout, application);
        }

        return new(AppendStatus.Appended, application.Epoch, rollout.Entries.Count, at);
    }

    public ImmutableArray<JournalEntry> Read(RolloutId id, long after) =>
        _rollouts.TryGetValue(id, out var rollout) && after < rollout.Entries.Count ? [.. rollout.Entries.Skip((int)after)] : [];

    public bool IsClosed(RolloutId id) => _rollouts.TryGetValue(id, out var rollout) && rollout.IsClosed;

    public ImmutableArray<Lease> Claim(ClaimRequest request, DateTimeOffset now)
    {
        var claimed = ImmutableArray.CreateBuilder<Lease>();
        foreach (var application in _applications.Values)
        {
            if (claimed.Count == request.Maximum)
            {
                break;
            }

            if (application.Active is { } id && IsFor(request, _rollouts[id]) && (application.Lease is null || application.Lease.ExpiresAt <= now))
            {
                application.Epoch++;
                application.Lease = new(id, _rollouts[id].Application, request.Owner, application.Epoch, now + request.Duration, now);
                claimed.Add(application.Lease);
            }
        }

        return claimed.ToImmutable();
    }

    private static bool IsFor(ClaimRequest request, LedgerRollout rollout) =>
        (request.Application is null || request.Application == rollout.Application) && rollout.Schema <= request.Schema && !request.Except.Contains(rollout.Id);

    public ImmutableArray<Lease> Renew(ImmutableArray<Lease> leases, TimeSpan duration, DateTimeOffset now)
    {
        var held = ImmutableArray.CreateBuilder<Lease>(leases.Length);
        foreach (var lease in leases)
        {
            var application = ApplicationOf(lease.Application);
            if (application.Lease is { } present && present.Epoch == lease.Epoch && present.Owner == lease.Owner && present.ExpiresAt > now)
            {
                application.Lease = present with { ExpiresAt = now + duration, StoreTime = now };
                held.Add(application.Lease);
            }
        }

        return held.ToImmutable();
    }

    public void Release(Lease lease)
    {
        var application = ApplicationOf(lease.Application);
        if (application.Lease?.Epoch == lease.Epoch)
        {
            application.Lease = null;
        }
    }

    public SignalReceipt Send(RolloutId id, Signal signal)
    {
        if (!_rollouts.TryGetValue(id, out var rollout))
        {
            return SignalReceipt.UnknownRollout;
        }

        if (rollout.Inbox.Any(entry => entry.Signal.Id == signal.Id))
        {
            return SignalReceipt.Duplicate;
        }

        if (rollout.IsClosed)
        {
            return SignalReceipt.Closed;
        }

        rollout.Inbox.Add(new(rollout.Inbox.Count + 1, signal));
        return SignalReceipt.Stored;
    }

    public ImmutableArray<InboxEntry> ReadInbox(RolloutId id, long after) =>
        _rollouts.TryGetValue(id, out var rollout) && after < rollout.Inbox.Count ? [.. rollout.Inbox.Skip((int)after)] : [];

    public IEnumerable<RolloutSummary> List(RolloutQuery query) => _rollouts.Values
        .Where(rollout => query.Application is null || rollout.Application == query.Application)
        .Where(rollout => query.Rollout is null || rollout.Id == query.Rollout)
        .Where(rollout => !query.OpenOnly || !rollout.IsClosed)
        .Where(rollout => query.Before is not { } before || (_rollouts.TryGetValue(before, out var last) && Place(rollout).CompareTo(Place(last)) < 0))
        .OrderByDescending(Place)
        .Take(query.Maximum)
        .Select(rollout => rollout.Summarize(ApplicationOf(rollout.Application).Active == rollout.Id));

    private void Create(StartRequest request, LedgerApplication application, DateTimeOffset now)
    {
        var rollout = new LedgerRollout(request.Rollout, request.Started.Plan.Application, ++_started) { Schema = request.Schema };
        rollout.Entries.Add(new(request.Rollout, 1, $"start-{request.Rollout}", 0, now, request.Started));
        _rollouts.Add(request.Rollout, rollout);
        if (request.Key is { } key)
        {
            application.Keys.Add(key, request.Rollout);
        }
    }

    public bool Delete(RolloutId id)
    {
        if (!_rollouts.TryGetValue(id, out var rollout))
        {
            return false;
        }

        if (!rollout.IsClosed)
        {
            throw new RolloutRefusedException($"Rollout {id} is not closed and was not deleted. Abort it or wait for its end first.");
        }

        _rollouts.Remove(id);
        var keys = ApplicationOf(rollout.Application).Keys;
        foreach (var key in keys.Where(pair => pair.Value == id).Select(pair => pair.Key).ToArray())
        {
            keys.Remove(key);
        }

        return true;
    }

    public bool Import(ImmutableArray<JournalEntry> entries)
    {
        var started = JournalRules.CheckWhole(entries);
        if (_rollouts.ContainsKey(entries[0].Rollout))
        {
            return false;
        }

        var application = ApplicationOf(started.Plan.Application);
        application.Epoch = Math.Max(application.Epoch, entries.Max(entry => entry.Epoch));
        var rollout = new LedgerRollout(entries[0].Rollout, started.Plan.Application, ++_started) { IsClosed = true };
        rollout.Entries.AddRange(entries);
        _rollouts.Add(rollout.Id, rollout);
        return true;
    }

    private static (DateTimeOffset StartedAt, int Number) Place(LedgerRollout rollout) => (rollout.Entries[0].At, rollout.Number);

    private static void Close(LedgerRollout rollout, LedgerApplication application)
    {
        rollout.IsClosed = true;
        application.Lease = null;
        application.Active = application.Queue.TryDequeue(out var next) ? next : null;
    }

    private LedgerApplication ApplicationOf(string name)
    {
        if (!_applications.TryGetValue(name, out var application))
        {
            application = new();
            _applications.Add(name, application);
        }

        return application;
    }
}
