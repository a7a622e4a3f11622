using BlueGreen.Machine;

namespace BlueGreen.Testing.Simulation;

/// <summary>How the deployment to return to dies and comes back.</summary>
internal sealed partial class SimulatedWorld
{
    private int _blueStarts;

    /// <summary>When blue died; null while it runs, and when it was retired.</summary>
    public DateTimeOffset? BlueDiedAt { get; private set; }

    /// <summary>Where the router sends blue's requests; null while no split of ours is in force.</summary>
    public Uri? BlueAtRouter { get; private set; }

    /// <summary>Ends blue's processes where they run.</summary>
    /// <param name="backAt">When somebody else starts them again, where they were; null for never.</param>
    public void KillBlue(DateTimeOffset? backAt)
    {
        if (Blue is not { } blue || !Running.Remove(blue.Id))
        {
            return;
        }

        BlueDiedAt = _agenda.Now;
        if (backAt is { } at)
        {
            _agenda.At(at, () =>
            {
                if (BlueDiedAt is not null && Blue == blue)
                {
                    Running.Add(blue.Id);
                    BlueDiedAt = null;
                }
            });
        }
    }

    /// <summary>Harmless where it runs; else it runs again, at another address.</summary>
    private CallResult Restart(Deployment deployment)
    {
        if (Running.Add(deployment.Id) && deployment.Id == Blue?.Id)
        {
            BlueDiedAt = null;
            Blue = Blue with { Url = new($"http://blue-{++_blueStarts}.test/") };
        }

        return CallResult.Done with { Deployment = deployment.Id == Blue?.Id ? Blue : deployment, Report = StepReport.Pass("it runs again") };
    }

    /// <summary>What was started again is ready once it answers its probes, where the plan has any.</summary>
    private void AwaitHealth(CallResult result, Func<bool> isCalled, Action<CallResult> done)
    {
        if (result.Error is not null || _plan.Probes.IsEmpty || IsBlueHealthy)
        {
            done(result);
        }
        else if (isCalled())
        {
            _agenda.In(TimeSpan.FromSeconds(1), () => AwaitHealth(result, isCalled, done));
        }
    }
}
