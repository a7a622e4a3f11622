using BlueGreen.Events;
using BlueGreen.Signals;

namespace BlueGreen.Testing.Simulation;

/// <summary>The people around a rollout: they answer what it asks, sooner or later, not always well.</summary>
internal sealed class Operators(Simulation simulation)
{
    private readonly SimulationRandom _random = simulation.Random.Fork();

    public void See(RolloutEvent happened)
    {
        switch (happened)
        {
            case ApprovalRequested:
                Approve();
                break;
            case HoldPlaced { Hold: HoldKind.Person or HoldKind.Drift }:
            case SignalAccepted { Signal.Kind: SignalKind.Pause }:
                After(2, 15, SignalKind.Resume);
                break;
            case HoldPlaced { Hold: HoldKind.Blue }:
                DoWithoutBlue();
                break;
            case HoldPlaced { Hold: HoldKind.Evidence }:
                After(1, 20, _random.Pick(SignalKind.Resume, SignalKind.PromoteNow, SignalKind.RollBack));
                After(60, 90, SignalKind.RollBack);
                break;
            case RolloutFrozen:
                After(2, 15, _random.Chance(0.5) ? SignalKind.Resume : SignalKind.RollBack);
                After(60, 90, SignalKind.RollBack);
                break;
        }
    }

    private void Approve()
    {
        if (_random.Chance(0.2))
        {
            After(0.1, 4, SignalKind.Approve, "of another plan");
        }

        if (_random.Chance(0.85))
        {
            After(1, 8, _random.Chance(0.9) ? SignalKind.Approve : SignalKind.Reject);
        }
    }

    /// <summary>Some promote, some turn back, most wait for blue, but nobody for ever.</summary>
    private void DoWithoutBlue()
    {
        if (_random.Chance(0.4))
        {
            WhileHeld(5, 40, _random.Pick(SignalKind.PromoteNow, SignalKind.RollBack, SignalKind.Abort));
        }

        WhileHeld(120, 150, _random.Pick(SignalKind.PromoteNow, SignalKind.RollBack));
    }

    private void WhileHeld(double from, double to, SignalKind kind) => simulation.Agenda.In(_random.Seconds(from, to), () =>
    {
        if (simulation.Oracle!.Standing.Holds.Contains(HoldKind.Blue))
        {
            simulation.Send(new() { Id = "", Kind = kind, By = "bob" });
        }
    });

    private void After(double from, double to, SignalKind kind, string? fingerprint = null) => simulation.Agenda.In(
        _random.Seconds(from, to),
        () => simulation.Send(new() { Id = "", Kind = kind, By = "bob", LossToken = "right", Fingerprint = fingerprint }));
}
