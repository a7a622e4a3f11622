using BlueGreen.Artifacts;
using BlueGreen.Commands;
using BlueGreen.Driving;
using BlueGreen.Execution;
using BlueGreen.Figures;
using BlueGreen.Health;
using BlueGreen.Journal;
using BlueGreen.Telemetry;
using Microsoft.Extensions.Logging;

namespace BlueGreen.Hosting;

/// <summary>Puts a driver together.</summary>
internal sealed class RunnerFactory(
    IRolloutStore store, IArtifactStore artifacts, IHealthProber prober, ProbeWheel wheel, HttpMessageInvoker http, StoreClock clock, DriverSettings settings, ILogger logger)
{
    public RolloutRunner Create(RolloutId rollout, RolloutPlan plan, string? bindingsProblem)
    {
        var bindings = plan.Bindings;
        var local = clock.HostClock;
        var redaction = new TextRedaction(bindings.Secrets.Values);
        var kept = new RedactingArtifactStore(artifacts, redaction);
        var commands = new CommandChecks(bindings, new CommandRunner(local), kept, redaction);
        var checks = new CheckRunner(bindings, commands, new FigureGate(commands, new BaselineStore(store, kept)), redaction, http, local);
        var probes = new RedactingHealthProber(new SpreadHealthProber(bindings.Health ?? prober, wheel, local), redaction);
        var steps = new StepRunner(bindings, probes, checks, new HeaderCheck(http, local), kept, local);
        var calls = new ProviderCalls(bindings, steps, new PreflightRunner(bindings, probes), new DeploymentKeeper(bindings, steps, local));
        var dispatcher = new RequestDispatcher(store, calls, new Sampler(bindings, probes), clock, settings.CallTimeout, logger);
        return new(new DriverCore(rollout, settings, bindingsProblem), dispatcher, new RolloutTelemetry(logger), clock);
    }
}
