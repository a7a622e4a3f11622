using System.Collections.Immutable;
using BlueGreen.Journal;
using BlueGreen.Machine;

namespace BlueGreen.Driving;

/// <summary>
/// Drives one rollout without doing any I/O itself: takes in what happened, asks the machine, and says what is to be done. The shell and the
/// simulator do it. Times are the store's clock, as far as the process knows it.
/// </summary>
internal sealed partial class DriverCore
{
    private readonly RolloutId _rollout;
    private readonly DriverSettings _settings;
    private readonly List<DriverRequest> _requests = [];
    private Lease? _lease;
    private AppendRequest? _appending;
    private long _appends;
    private int _lostInARow;
    private bool _loading;
    private DateTimeOffset? _loadAt;
    private DateTimeOffset _now;

    public DriverCore(RolloutId rollout, DriverSettings settings, string? bindingsProblem = null)
    {
        _rollout = rollout;
        _settings = settings;
        Seen = new() { BindingsProblem = bindingsProblem, Off = settings.Off };
    }

    public RolloutState State { get; private set; } = RolloutState.Empty;

    public Observations Seen { get; private set; }

    /// <summary>When the driver wants to be told that time has passed, if nothing comes in before; null for never.</summary>
    public DateTimeOffset? WakeAt { get; private set; }

    /// <summary>Whether the rollout is closed.</summary>
    public bool IsFinished => State.Closed is not null;

    /// <summary>Whether somebody else drives: nothing more comes out of this driver.</summary>
    public bool IsDeposed { get; private set; }

    /// <summary>Takes in what happened and says what is to be done. The list is valid until the next call.</summary>
    public IReadOnlyList<DriverRequest> Handle(DriverInput input, DateTimeOffset now)
    {
        _requests.Clear();
        _now = now;
        WakeAt = null;
        if (!IsDeposed)
        {
            Take(input, now);
            ForgetFuture(now);
        }

        if (!IsDeposed && !IsFinished)
        {
            Proceed(now);
        }

        return _requests;
    }

    private void Take(DriverInput input, DateTimeOffset now)
    {
        switch (input)
        {
            case DriverInput.LeaseHeld held:
                Hold(held.Lease);
                break;
            case DriverInput.LeaseLost:
                Depose();
                break;
            case DriverInput.Loaded loaded:
                Load(loaded.Entries);
                break;
            case DriverInput.LoadFailed:
                _loading = false;
                _loadAt = now + _settings.StoreRetry;
                break;
            case DriverInput.Appended appended:
                Append(appended.Result);
                break;
            case DriverInput.AppendLost when Seen.Lacks(Mechanism.LostAppend):
                Append(new AppendResult(AppendStatus.Appended, Seen.Epoch, State.Head + 1, now));
                break;
            case DriverInput.AppendLost:
                _loadAt = _lostInARow++ == 0 ? now : now + _settings.StoreRetry;
                break;
            default:
                Observe(input, now);
                break;
        }
    }

    private void Hold(Lease lease)
    {
        var isFirst = _lease is null;
        _lease = lease;
        Seen = Seen with { Owner = lease.Owner, Epoch = lease.Epoch };
        if (isFirst)
        {
            _loadAt = lease.StoreTime;
        }
    }

    private void Depose()
    {
        IsDeposed = true;
        foreach (var view in Seen.Operations)
        {
            if (view.IsRunning || view.IsCancelling)
            {
                _requests.Add(new DriverRequest.Stop(view.Id));
            }
        }
    }

    private void Append(AppendResult result)
    {
        if (_appending is not { } request)
        {
            return;
        }

        _lostInARow = 0;
        if (result.Status == AppendStatus.Appended)
        {
            _appending = null;
            Fold(new(_rollout, request.ExpectedHead + 1, request.EventId, request.Epoch, result.StoreTime, request.Event));
        }
        else if (result.Status == AppendStatus.SignalsWaiting)
        {
            _appending = null;
            _inboxAt = result.StoreTime;
            _awaitsInbox = true;
        }
        else if (result.Epoch > request.Epoch)
        {
            Depose();
        }
        else
        {
            _loadAt = result.StoreTime;
        }
    }

    /// <summary>Folds what was read. If an append had no answer, its event identifier among the entries says that it was written.</summary>
    private void Load(ImmutableArray<JournalEntry> entries)
    {
        _loading = false;
        _loadAt = null;
        _appending = null;
        foreach (var entry in entries)
        {
            if (entry.Epoch > Seen.Epoch)
            {
                Depose();
                return;
            }

            if (entry.Sequence == State.Head + 1)
            {
                Fold(entry);
            }
        }
    }

    private void Fold(JournalEntry entry)
    {
        var before = State;
        State = State.Apply(entry);
        Follow(before, entry);
    }

    /// <summary>Asks the machine until it waits for something. One append is under way at a time; calls go on beside it.</summary>
    private void Proceed(DateTimeOffset now)
    {
        if (_lease is null || !IsReady(now))
        {
            return;
        }

        Schedule(now);
        while (_appending is null && !_awaitsInbox)
        {
            var decision = RolloutMachine.Decide(State, Seen, now);
            switch (decision)
            {
                case Decision.Append append:
                    Append(append.Event);
                    return;
                case Decision.Wait wait:
                    Wake(wait.Until);
                    return;
                case Decision.Finished:
                    return;
                default:
                    if (!Start(decision, now))
                    {
                        return;
                    }

                    break;
            }
        }
    }

    private bool IsReady(DateTimeOffset now)
    {
        if (_loading)
        {
            return false;
        }

        if (_loadAt is { } at && at <= now)
        {
            _loading = true;
            _loadAt = null;
            _requests.Add(new DriverRequest.Load(_rollout, State.Head));
            return false;
        }

        Wake(_loadAt);
        return _loadAt is null && State.Started is not null;
    }

    private void Append(Events.RolloutEvent rolloutEvent)
    {
        _appending = new(_rollout, Seen.Epoch, State.Head, $"{Seen.Owner}-{Seen.Epoch}-{++_appends}", rolloutEvent, State.InboxPosition);
        _requests.Add(new DriverRequest.Append(_appending));
    }

    private void Wake(DateTimeOffset? at)
    {
        if (at is not null && (WakeAt is null || at < WakeAt))
        {
            WakeAt = at;
        }
    }
}
