using BlueGreen.Machine;
using BlueGreen.Plans;

namespace BlueGreen.Testing.Simulation;

/// <summary>
/// Router, environment, database, users and measurements in virtual time: the truth that a rollout is judged by. Nothing here knows machine or journal.
/// </summary>
internal sealed partial class SimulatedWorld
{
    private readonly Agenda _agenda;
    private readonly WorldSettings _settings;
    private readonly PlanDescription _plan;
    private readonly IWorldWatch? _watch;
    private readonly FencedResource _router;
    private readonly FencedResource _environment;
    private readonly FencedResource _steps;
    private readonly TrafficMeter _blueMeter = new();
    private readonly TrafficMeter _greenMeter = new();
    private readonly SimulationRandom? _chance;
    private DateTimeOffset? _blueSilentSince;

    public SimulatedWorld(Agenda agenda, WorldSettings settings, PlanDescription plan, Mechanism off, IWorldWatch? watch)
    {
        _agenda = agenda;
        _settings = settings;
        _plan = plan;
        _watch = watch;
        var isFenceDown = off.HasFlag(Mechanism.ProviderToken);
        _router = new(settings.RouterFencing, isFenceDown);
        _environment = new(settings.EnvironmentFencing, isFenceDown);
        _steps = new(Fencing.Token, isFenceDown);
        if (settings.HasBlue)
        {
            Blue = new() { Id = new("blue"), Version = "1.0.0", Url = new("http://blue.test/") };
            Live = Blue;
            Split = TrafficSplit.AllTo(Blue.Id);
            Running.Add(Blue.Id);
        }

        _chance = settings.Chance is { } seed ? new(seed) : null;
        foreach (var phase in settings.Blue)
        {
            _agenda.At(_agenda.Start + phase.From, Meter);
        }

        foreach (var at in settings.BlueDies)
        {
            _agenda.At(_agenda.Start + at, () => KillBlue(null));
        }

        foreach (var change in settings.Changes)
        {
            _agenda.At(_agenda.Start + change.At, () => Change(change));
        }
    }

    public Deployment? Blue { get; private set; }

    public Deployment? Green { get; private set; }

    public TrafficSplit Split { get; private set; } = TrafficSplit.None;

    public Deployment? Live { get; private set; }

    public HashSet<DeploymentId> Running { get; } = [];

    public DateTimeOffset SplitChangedAt { get; private set; }

    /// <summary>When somebody else changed the split or the live deployment, and nobody has put it right.</summary>
    public DateTimeOffset? SplitDriftedAt { get; private set; }

    public DateTimeOffset? LiveDriftedAt { get; private set; }

    public DateTimeOffset? GreenServesSince { get; private set; }

    /// <summary>Whether somebody broke the metrics, and until when.</summary>
    public DateTimeOffset BlueRefusedUntil { get; set; }

    public DateTimeOffset GreenSilentUntil { get; set; }

    public DateTimeOffset AllSilentUntil { get; set; }

    public ServedTotals BlueServed => _blueMeter.Until(_agenda.Now);

    public ServedTotals GreenServed => _greenMeter.Until(_agenda.Now);

    public Percentage GreenWeight => Green is null ? Percentage.Zero : Split.WeightOf(Green.Id);

    public ServingPhase BluePhase => ServingPhase.At(_settings.Blue, _agenda.Elapsed);

    public ServingPhase GreenPhase => ServingPhase.At(_settings.Green, GreenServesSince is { } since ? _agenda.Now - since : null);

    public double GreenRequestsPerSecond => _greenMeter.Rate.RequestsPerSecond;

    public double GreenErrors => _greenMeter.Rate.Errors;

    /// <summary>A rollback of a finished rollout begins with green live and blue retired.</summary>
    public Deployment BeginFinished()
    {
        Green = new() { Id = new("green-done"), Version = "2.0.0", Url = new("http://green.test/") };
        Running.Add(Green.Id);
        Live = Green;
        Split = TrafficSplit.AllTo(Green.Id);
        if (Blue is not null)
        {
            Running.Remove(Blue.Id);
        }

        Meter();
        return Green;
    }

    public void DriftSplit(TrafficSplit split)
    {
        _router.WrittenByStranger();
        SetSplit(split);
        SplitDriftedAt = _agenda.Now;
    }

    public void DriftLive(Deployment? live)
    {
        _environment.WrittenByStranger();
        Live = live;
        LiveDriftedAt = _agenda.Now;
    }

    public bool IsMetricsDown => _settings.MetricsOutages.Any(outage => outage.Metric is null && IsNow(outage.From, outage.Until));

    public bool IsRouterDown => _settings.RouterOutages.Any(outage => IsNow(outage.From, outage.Until));

    public bool IsEnvironmentDown => _settings.EnvironmentOutages.Any(outage => IsNow(outage.From, outage.Until));

    private bool IsNow(TimeSpan from, TimeSpan until) => _agenda.Elapsed >= from && _agenda.Elapsed < until;

    private void Change(StrangersChange change)
    {
        if (Blue is null || Green is null || !Running.Contains(Green.Id))
        {
            return;
        }

        if (change.GreenWeight is { } weight)
        {
            DriftSplit(TrafficSplit.Between(Blue.Id, Green.Id, weight));
        }

        if (change.MakesGreenLive is { } green)
        {
            DriftLive(green ? Green : Blue);
        }
    }

    /// <summary>Brings the meters up to what holds now.</summary>
    public void Meter()
    {
        if (GreenServesSince is null && GreenWeight > Percentage.Zero)
        {
            GreenServesSince = _agenda.Now;
            foreach (var phase in _settings.Green)
            {
                _agenda.In(phase.From, Meter);
            }
        }

        var blue = BluePhase;
        var green = GreenPhase;
        var silent = _agenda.Now < AllSilentUntil;
        var blueWeight = Blue is null ? 0 : Split.WeightOf(Blue.Id).Fraction;
        _blueMeter.Change(_agenda.Now, Rate(silent || blue.IsSilent ? 0 : blueWeight, blue));
        _greenMeter.Change(_agenda.Now, Rate(silent || green.IsSilent || _agenda.Now < GreenSilentUntil ? 0 : GreenWeight.Fraction, green));
        _blueSilentSince = blueWeight > 0 ? null : _blueSilentSince ?? _agenda.Now;
    }

    private ServedRate Rate(double share, ServingPhase phase) => new(_settings.RequestsPerSecond * share, phase.Errors, phase.Latency.TotalSeconds);

    private void SetSplit(TrafficSplit split)
    {
        Split = split;
        SplitChangedAt = _agenda.Now;
        SplitDriftedAt = null;
        Meter();
    }
}
