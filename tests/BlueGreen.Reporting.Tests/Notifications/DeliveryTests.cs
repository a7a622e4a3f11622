using System.Collections.Concurrent;
using BlueGreen.Events;
using BlueGreen.Journal;
using BlueGreen.Notifications;
using BlueGreen.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BlueGreen.Reporting.Tests.Notifications;

/// <summary>From journals to real receivers: complete, in order, at least once, and never in a rollout's way.</summary>
public sealed class DeliveryTests
{
    private static readonly NotificationOptions Quick = new() { FirstPause = TimeSpan.FromMilliseconds(1), LongestPause = TimeSpan.FromMilliseconds(4), FlushTimeout = TimeSpan.FromSeconds(60), PollInterval = TimeSpan.FromMilliseconds(20) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_receiver_is_told_everything_that_matters_in_order()
    {
        await using var receiver = await Receiver.StartAsync();

        var result = await RunAsync(new Shop { GreenErrors = 0.2 }, receiver);

        Assert.Equal(Expected(result.Journal), receiver.Ids);
        Assert.Contains(receiver.All, received => received.Json.GetProperty("type").GetString() == "triggerTripped");
        Assert.Equal("rolloutClosed", receiver.All.Last().Json.GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_failed_delivery_is_repeated_under_the_same_identifier()
    {
        var calls = 0;
        await using var receiver = await Receiver.StartAsync((_, context) =>
        {
            context.Response.StatusCode = ++calls % 3 == 0 ? 200 : 500;
            return Task.CompletedTask;
        });

        var result = await RunAsync(new Shop(), receiver);

        Assert.Equal(Expected(result.Journal).SelectMany(id => new[] { id, id, id }), receiver.Ids);
    }

    [Fact]
    public async Task What_a_receiver_refuses_is_given_up_reported_and_in_nobodys_way()
    {
        var failures = new ConcurrentQueue<NotificationFailure>();
        await using var receiver = await Receiver.StartAsync((received, context) =>
        {
            context.Response.StatusCode = received.Json.GetProperty("type").GetString() == "trafficShifted" ? 400 : 204;
            return Task.CompletedTask;
        });

        var result = await RunAsync(new Shop(), receiver, Quick with { Failures = new Reports(failures) });

        Assert.Equal(Expected(result.Journal), receiver.Ids);
        var shifts = result.Journal.Where(entry => entry.Event is TrafficShifted).Select(entry => entry.Sequence);
        Assert.Equal(shifts, failures.Select(failure => failure.Notification.Sequence));
        Assert.All(failures, failure => Assert.Equal(("hook", 1), (failure.Subscriber, failure.Attempts)));
        Assert.All(failures, failure => Assert.Contains("answered 400 to POST", failure.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_receiver_that_never_answers_stops_no_rollout()
    {
        var released = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync((_, context) => released.Task.WaitAsync(context.RequestAborted));

        var result = await RunAsync(new Shop(), receiver, Quick with { FlushTimeout = TimeSpan.FromMilliseconds(50) });

        Assert.Equal(RolloutOutcome.Succeeded, result.Outcome);
        Assert.Single(receiver.All);
    }

    [Fact]
    public async Task A_slow_answer_is_cut_off_and_given_up_after_a_time()
    {
        var failures = new ConcurrentQueue<NotificationFailure>();
        await using var receiver = await Receiver.StartAsync(async (received, context) =>
        {
            if (received.Json.GetProperty("type").GetString() == "rolloutStarted")
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            }
        });

        var options = Quick with { CallTimeout = TimeSpan.FromMilliseconds(300), GiveUpAfter = TimeSpan.FromMilliseconds(500), Failures = new Reports(failures) };
        var result = await RunAsync(new Shop(), receiver, options);

        var failure = Assert.Single(failures, failure => failure.Notification.Sequence == 1);
        Assert.Contains("did not take the notification within 0.3 s", failure.Error, StringComparison.Ordinal);
        Assert.Equal(Expected(result.Journal), receiver.Ids.Distinct());
    }

    [Fact]
    public async Task After_a_crash_between_delivery_and_note_the_last_one_comes_again()
    {
        await using var receiver = await Receiver.StartAsync();
        var store = new InMemoryRolloutStore();
        var cursors = new InMemoryNotificationCursors();

        var result = await RunAsync(new Shop(), receiver, Quick with { FlushTimeout = TimeSpan.FromMilliseconds(200), CallTimeout = TimeSpan.FromSeconds(2) }, store, new CrashingCursors(cursors, notes: 3));
        var before = receiver.Ids;
        using var next = Host(store, cursors, receiver);
        await next.StartAsync(Token);
        await UntilAsync(() => receiver.All.Last().Json.GetProperty("type").GetString() == "rolloutClosed");
        await next.StopAsync(Token);

        var expected = Expected(result.Journal);
        Assert.Equal(expected[..4], before);
        Assert.Equal(expected[3..], receiver.Ids[4..]);
    }

    [Fact]
    public async Task Several_processes_tell_once()
    {
        await using var receiver = await Receiver.StartAsync();
        var store = new InMemoryRolloutStore();
        var cursors = new InMemoryNotificationCursors();
        using var other = Host(store, cursors, receiver);
        await other.StartAsync(Token);

        var result = await RunAsync(new Shop(), receiver, Quick, store, cursors);
        await UntilAsync(() => receiver.All.LastOrDefault()?.Json.GetProperty("type").GetString() == "rolloutClosed");
        await other.StopAsync(Token);

        Assert.Equal(Expected(result.Journal), receiver.Ids);
    }

    [Fact]
    public async Task Details_are_told_to_those_who_ask()
    {
        await using var receiver = await Receiver.StartAsync();

        var result = await RunAsync(new Shop(), receiver, Quick with { IncludeDetails = true });

        Assert.Equal(result.Journal.Select(entry => $"{entry.Rollout}.{entry.Sequence}"), receiver.Ids);
    }

    [Fact]
    public async Task Two_notifiers_of_one_name_are_refused()
    {
        using var one = new WebhookNotifier("hook", new() { Url = new("http://127.0.0.1:1/") });
        using var two = new WebhookNotifier("hook", new() { Url = new("http://127.0.0.1:2/") });

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => new Shop().QuickPlan().RunAsync(new Release("2"), new() { Notifiers = [one, two] }, Token));

        Assert.Contains("Two notifiers are called 'hook'", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<RolloutResult> RunAsync(
        Shop shop, Receiver receiver, NotificationOptions? options = null, IRolloutStore? store = null, INotificationCursors? cursors = null)
    {
        using var notifier = new WebhookNotifier("hook", new() { Url = receiver.Url });
        return await shop.QuickPlan().RunAsync(new Release("2"), new() { Notifiers = [notifier], Notifications = options ?? Quick, Store = store, Cursors = cursors }, Token);
    }

    private static IHost Host(IRolloutStore store, INotificationCursors cursors, Receiver receiver)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(store).AddSingleton(cursors);
        builder.Services.AddBlueGreen().ConfigureNotifications(Quick);
        builder.Services.AddBlueGreenWebhook("hook", hook => hook.Url = receiver.Url);
        return builder.Build();
    }

    private static string[] Expected(IEnumerable<JournalEntry> journal) =>
        [.. journal.Where(entry => entry.Event.GetImportance() != EventImportance.Detail).Select(entry => $"{entry.Rollout}.{entry.Sequence}")];

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(10, Token);
        }
    }

    private sealed class Reports(ConcurrentQueue<NotificationFailure> failures) : IProgress<NotificationFailure>
    {
        public void Report(NotificationFailure value) => failures.Enqueue(value);
    }
}
