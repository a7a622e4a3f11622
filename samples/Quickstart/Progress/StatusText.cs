using System.Globalization;
using BlueGreen.Plans;

namespace Quickstart.Progress;

/// <summary>Words for how a rollout stands at a moment.</summary>
internal static class StatusText
{
    public static string Doing(RolloutView view, DateTimeOffset now) =>
        view.Step is { } step ? step.Name + Countdown(view, now) : view.IsTurningBack ? "turning back" : "between steps";

    /// <summary>What the current step waits for; empty when it has no duration of its own.</summary>
    public static string Countdown(RolloutView view, DateTimeOffset now)
    {
        if (view.Step is not BakeStep bake)
        {
            return "";
        }

        var left = bake.Duration - (now - view.StepStartedAt);
        return left > TimeSpan.Zero ? Text($": {Math.Ceiling(left.TotalSeconds)} s left") : ": waits for the last sample";
    }

    public static string ErrorRate(RolloutView view, LoadReading load)
    {
        var rate = load.GreenErrorRate is { } observed ? Text($"{observed * 100:0.0}%") : "no requests yet";
        return view.ErrorLimit is { } limit ? $"{rate} (limit {limit.Condition.Format(limit.Condition.Limit)} for {limit.Duration.TotalSeconds} s)" : rate;
    }

    public static string Users(LoadReading load) =>
        Text($"{load.PerSecond:0} requests/s; {load.Counts.Requests} so far, {load.Counts.Failed} failed, {load.Counts.Bad} server errors");

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
