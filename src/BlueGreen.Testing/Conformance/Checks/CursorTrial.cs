using BlueGreen.Notifications;

namespace BlueGreen.Testing.Conformance.Checks;

/// <summary>A trial of cursors. All of its subscribers and rollouts are its own.</summary>
internal sealed class CursorTrial(NotificationCursorsFixture fixture, TrialSetting setting) : Trial(fixture, setting)
{
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    public string Mail => $"Grüße \"an alle\" {Epoch}";

    public string Chat => $"chat-{Epoch}";

    public Task<INotificationCursors> CreateAsync() => fixture.CreateAsync(Cancellation);

    public RolloutId Id(string name) => new($"{name}-{Epoch}");

    public Task WriteAsync(INotificationCursors cursors, string subscriber, RolloutId rollout, long sequence) =>
        CallAsync($"WriteAsync({subscriber}, {rollout}, {sequence})", ct => cursors.WriteAsync(subscriber, rollout, sequence, ct));

    public async Task ExpectAsync(INotificationCursors cursors, string subscriber, RolloutId rollout, long sequence)
    {
        var read = await CallAsync($"ReadAsync({subscriber}, {rollout})", ct => cursors.ReadAsync(subscriber, rollout, ct)).ConfigureAwait(false);
        Expect(read == sequence, $"ReadAsync answered {read}, not {sequence}");
    }

    public Task<bool> ClaimAsync(INotificationCursors cursors, string subscriber, string owner, TimeSpan? duration = null) =>
        CallAsync($"ClaimAsync({subscriber}) by {owner} for {(duration ?? Long).TotalSeconds} s", ct => cursors.ClaimAsync(subscriber, owner, duration ?? Long, ct));

    public async Task ClaimedAsync(INotificationCursors cursors, string subscriber, string owner, TimeSpan? duration = null, bool isTaken = true)
    {
        var answer = await ClaimAsync(cursors, subscriber, owner, duration).ConfigureAwait(false);
        Expect(answer == isTaken, $"ClaimAsync by {owner} answered {answer}");
    }

    public Task ReleaseAsync(INotificationCursors cursors, string subscriber, string owner) =>
        CallAsync($"ReleaseAsync({subscriber}) by {owner}", ct => cursors.ReleaseAsync(subscriber, owner, ct));

    public async Task AdvanceAsync(TimeSpan time)
    {
        await fixture.AdvanceAsync(time, Cancellation).ConfigureAwait(false);
        Note($"let {time.TotalSeconds} s pass");
    }
}
