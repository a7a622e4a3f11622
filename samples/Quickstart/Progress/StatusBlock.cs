using BlueGreen;

namespace Quickstart.Progress;

/// <summary>How a rollout stands, as a block of lines.</summary>
internal static class StatusBlock
{
    private const int BarWidth = 40;

    public static IReadOnlyList<Line> Of(RolloutView view, DateTimeOffset now, LoadReading load) =>
    [
        new(""),
        new(StatusText.Text($"  {view.Plan.Application}: {Change(view)}, {(now - view.StartedAt).TotalSeconds:0} s")),
        .. view.Steps.Select((status, index) => Step(view, index, status, now)),
        new($"  traffic     {Bar(view.Green)} {EventText.Split(view.Green)}"),
        new($"  error rate  green {StatusText.ErrorRate(view, load)}", load.GreenErrorRate > view.ErrorLimit?.Condition.Limit ? Tint.Bad : Tint.None),
        new($"  users       {StatusText.Users(load)}"),
        view.Closed is { } closed ? EventText.Closed(closed) : Next(view),
    ];

    private static string Change(RolloutView view) =>
        view.Blue is { } blue ? $"{blue} (blue) → {view.Version} (green)" : $"first rollout, {view.Version} (green)";

    private static Line Step(RolloutView view, int index, StepStatus status, DateTimeOffset now)
    {
        var name = view.Plan.Steps[index].Name;
        return status switch
        {
            StepStatus.Done => new($"  ✔ {name}", Tint.Good),
            StepStatus.Failed => new($"  ✘ {name}: stopped", Tint.Bad),
            StepStatus.Running => new($"  ◌ {name}{StatusText.Countdown(view, now)}"),
            StepStatus.LeftOut => new($"  – {name}: left out", Tint.Quiet),
            _ => new($"  · {name}", Tint.Quiet),
        };
    }

    private static Line Next(RolloutView view) =>
        view.IsTurningBack ? new("  turning back: all traffic to blue, then green is stopped", Tint.Alert)
        : view.Step is null ? new("  looking around, or finishing")
        : new("  Ctrl+C brings every user back to blue", Tint.Quiet);

    private static string Bar(Percentage green)
    {
        var width = (int)Math.Round(BarWidth * green.Fraction);
        return new string('█', BarWidth - width) + new string('░', width);
    }
}
