using BlueGreen.Events;

namespace NetlifyPostgres.Local;

/// <summary>Kills Prometheus while a rollout bakes, and starts it again once the rollout is held.</summary>
internal sealed class Outage(LocalPrometheus prometheus)
{
    private bool _isOver;

    /// <summary>Whether the rollout was held, and went on.</summary>
    public bool HasPassed { get; private set; }

    public async Task SeeAsync(RolloutEvent happened)
    {
        switch (happened)
        {
            case StepStarted { Step: "bake at 10%" }:
                Console.Error.WriteLine($"Prometheus (process {prometheus.ProcessId}) is killed.");
                await prometheus.KillAsync();
                break;
            case HoldPlaced { Hold: HoldKind.Source } when !_isOver:
                _isOver = true;
                await prometheus.StartAgainAsync();
                Console.Error.WriteLine($"Prometheus is started again (process {prometheus.ProcessId}).");
                break;
            case HoldLifted { Hold: HoldKind.Source } when _isOver:
                HasPassed = true;
                break;
        }
    }
}
