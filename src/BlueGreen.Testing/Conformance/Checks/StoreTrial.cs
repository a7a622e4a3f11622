using System.Collections.Immutable;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Plans;
using BlueGreen.Signals;
using BlueGreen.Testing.Reference;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>A trial of a store. All of its rollouts belong to applications of its own.</summary>
internal sealed class StoreTrial(RolloutStoreFixture fixture, TrialSetting setting) : Trial(fixture, setting)
{
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    private int _events;

    public string Shop => $"shop-{Epoch}";

    public string Other => $"other-{Epoch}";

    public static PlanDescription PlanOf(string application) => new RolloutBuilder(application)
        .Environment(new ReferenceEnvironment())
        .Traffic(new ReferenceTrafficRouter())
        .WithoutTriggers("a plan for stores to keep")
        .DeployGreen()
        .ShiftTo(Percentage.All)
        .Promote()
        .Build()
        .Description;

    public Task<IRolloutStore> CreateAsync() => fixture.CreateAsync(Cancellation);

    public RolloutId Id(string name) => new($"{name}-{Epoch}");

    public StartRequest StartOf(string name, IfActive ifActive = IfActive.Refuse, string? key = null, string? application = null) => new(
        Id(name),
        new RolloutStarted { Kind = RolloutKind.Forward, Release = new("2.0.0"), Plan = PlanOf(application ?? Shop), By = "ann", Reason = "Grüße \"quoted\"" },
        ifActive)
    { Key = key };

    public Task<StartResult> StartAsync(IRolloutStore store, StartRequest request) =>
        CallAsync($"StartAsync({request.Rollout}, {request.IfActive}, key {request.Key ?? "none"})", ct => store.StartAsync(request, ct));

    public async Task<RolloutId> StartedAsync(IRolloutStore store, string name = "first", string? application = null)
    {
        var result = await StartAsync(store, StartOf(name, application: application)).ConfigureAwait(false);
        Expect(result.Status == StartStatus.Started && result.Rollout == Id(name), $"StartAsync answered {result}");
        return result.Rollout;
    }

    /// <summary>Claims the leases of one application.</summary>
    public Task<ImmutableArray<Lease>> ClaimAsync(IRolloutStore store, string owner, TimeSpan duration, string? application = null) =>
        ClaimAsync(store, new(owner, duration, 10) { Application = application ?? Shop });

    public Task<ImmutableArray<Lease>> ClaimAsync(IRolloutStore store, ClaimRequest request) =>
        CallAsync($"ClaimAsync by {request.Owner}", ct => store.ClaimAsync(request, ct));

    public async Task<Lease> LeaseAsync(IRolloutStore store, RolloutId rollout, string owner = "host-1", TimeSpan? duration = null)
    {
        var leases = await ClaimAsync(store, owner, duration ?? Long, rollout == Id("other") ? Other : Shop).ConfigureAwait(false);
        Expect(leases.Length == 1 && leases[0].Rollout == rollout, $"ClaimAsync by {owner} brought [{string.Join(", ", leases)}], not one lease on {rollout}");
        return leases[0];
    }

    public AppendRequest AppendOf(Lease lease, long head, RolloutEvent? what = null, long inbox = 0) =>
        new(lease.Rollout, lease.Epoch, head, $"event-{Epoch}-{Interlocked.Increment(ref _events)}", what ?? new StepStarted(0, "deploy"), inbox);

    public Task<AppendResult> AppendAsync(IRolloutStore store, AppendRequest request) => CallAsync(
        $"AppendAsync({request.EventId}, {request.Event.GetType().Name}) with epoch {request.Epoch} at head {request.ExpectedHead}", ct => store.AppendAsync(request, ct));

    public async Task AppendedAsync(IRolloutStore store, AppendRequest request)
    {
        var result = await AppendAsync(store, request).ConfigureAwait(false);
        Expect(result.Status == AppendStatus.Appended && result.Head == request.ExpectedHead + 1, $"AppendAsync answered {result}");
    }

    public Task CloseAsync(IRolloutStore store, Lease lease, long head) =>
        AppendedAsync(store, AppendOf(lease, head, new RolloutClosed(RolloutOutcome.Succeeded, "done")));

    public Task<ImmutableArray<JournalEntry>> ReadAsync(IRolloutStore store, RolloutId rollout, long after = 0) =>
        CallAsync($"ReadAsync after {after}", ct => store.ReadAsync(rollout, after, ct));

    public async Task ExpectHeadAsync(IRolloutStore store, RolloutId rollout, long head)
    {
        var entries = await ReadAsync(store, rollout).ConfigureAwait(false);
        Expect(entries.Select(entry => entry.Sequence).SequenceEqual(Enumerable.Range(1, (int)head).Select(i => (long)i)),
            $"the journal holds the sequence numbers {string.Join(", ", entries.Select(entry => entry.Sequence))}, not 1 to {head}");
    }

    public async Task<RolloutSummary[]> ListAsync(IRolloutStore store, RolloutQuery query)
    {
        List<RolloutSummary> listed = [];
        await foreach (var summary in store.ListAsync(query, Cancellation).ConfigureAwait(false))
        {
            listed.Add(summary);
        }

        Note("ListAsync");
        return [.. listed];
    }

    /// <summary>When journals of elsewhere began; long before anything that the store was asked for. Whole microseconds, as databases keep them.</summary>
    public DateTimeOffset Past { get; } = new DateTimeOffset(2020, 2, 29, 23, 59, 58, TimeSpan.Zero).AddMicroseconds(123_456);

    /// <summary>The journal of a rollout that was rolled back elsewhere: three entries, a second apart.</summary>
    public ImmutableArray<JournalEntry> JournalOf(string name, DateTimeOffset? startedAt = null, long epoch = 7)
    {
        RolloutEvent[] events = [StartOf(name).Started, new StepStarted(0, "Grüße \"quoted\""), new RolloutClosed(RolloutOutcome.RolledBack, "too slow")];
        return [.. events.Select((what, index) => new JournalEntry(Id(name), index + 1, $"{name}-{index}", index == 0 ? 0 : epoch, (startedAt ?? Past).AddSeconds(index), what))];
    }

    public Task<bool> DeleteAsync(IRolloutStore store, RolloutId rollout) => CallAsync($"DeleteAsync({rollout})", ct => store.DeleteAsync(rollout, ct));

    public Task<bool> ImportAsync(IRolloutStore store, ImmutableArray<JournalEntry> entries) =>
        CallAsync($"ImportAsync of {entries.Length} entries of {entries[0].Rollout} with epoch {entries[^1].Epoch}", ct => store.ImportAsync(entries, ct));

    /// <summary>Starts a rollout, drives it and closes it.</summary>
    public async Task<RolloutId> ClosedAsync(IRolloutStore store, string name)
    {
        var rollout = await StartedAsync(store, name).ConfigureAwait(false);
        await CloseAsync(store, await LeaseAsync(store, rollout).ConfigureAwait(false), 1).ConfigureAwait(false);
        return rollout;
    }

    public void ExpectSame(ImmutableArray<JournalEntry> read, ImmutableArray<JournalEntry> written) =>
        Expect(read.Select(JournalJson.Write).SequenceEqual(written.Select(JournalJson.Write)), $"the journal came back as {string.Join(", ", read.Select(JournalJson.Write))}");

    /// <summary>Makes a call that the store has to refuse.</summary>
    public async Task RefusedByStoreAsync(string what, Func<CancellationToken, Task<bool>> call)
    {
        Note(what);
        try
        {
            await Bounded(call(Cancellation)).ConfigureAwait(false);
        }
        catch (RolloutRefusedException)
        {
            return;
        }
        catch (Exception exception) when (exception is not ConformanceException && !Cancellation.IsCancellationRequested)
        {
            throw Failure($"{exception.GetType().Name} instead of RolloutRefusedException: {exception.Message}", exception);
        }

        throw Failure("no exception");
    }

    public Task<SignalReceipt> SendAsync(IRolloutStore store, RolloutId rollout, Signal signal) =>
        CallAsync($"SendAsync({signal.Id}) to {rollout}", ct => store.SendAsync(rollout, signal, ct));

    public Task<ImmutableArray<InboxEntry>> ReadInboxAsync(IRolloutStore store, RolloutId rollout, long after = 0) =>
        CallAsync($"ReadInboxAsync after {after}", ct => store.ReadInboxAsync(rollout, after, ct));

    public static Signal SignalOf(string id) => new() { Id = id, Kind = SignalKind.Pause, By = "ann", Reason = "Grüße", Incident = "INC-1", Step = "bake" };

    /// <summary>What has passed since then by the fixture's clock; nothing of it passes in a store with a clock of its own.</summary>
    public Func<TimeSpan> Stopwatch() => Since(fixture.Clock);

    public async Task AdvanceAsync(TimeSpan time)
    {
        await fixture.AdvanceAsync(time, Cancellation).ConfigureAwait(false);
        Note($"let {time.TotalSeconds} s pass");
    }
}
