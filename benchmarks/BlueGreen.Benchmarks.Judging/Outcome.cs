namespace BlueGreen.Benchmarks.Judging;

/// <summary>What a policy did over many rollouts of one scenario.</summary>
internal sealed class Outcome
{
    private readonly List<int> _seconds = [];
    private long _served;

    public int Runs { get; private set; }

    /// <summary>How many rollouts it rolled back.</summary>
    public int RolledBack => _seconds.Count;

    public double RolledBackPercent => 100.0 * RolledBack / Runs;

    public double MissedPercent => 100 - RolledBackPercent;

    /// <summary>Errors that users of green met until the rollback, or to the end where there was none; on average.</summary>
    public double ErrorsServed => (double)_served / Runs;

    /// <summary>The median time from the fault's onset to the rollback, over those that were rolled back; null where fewer than half were.</summary>
    public int? SecondsToRollback => RolledBack * 2 < Runs ? null : _seconds.Order().ElementAt(RolledBack / 2);

    public int Percentile(double share) => _seconds.Order().ElementAt((int)(share * (RolledBack - 1)));

    public void Add(Scenario scenario, Trace trace, int? decided)
    {
        Runs++;
        var acted = decided + scenario.Lag;
        if (acted <= trace.Seconds)
        {
            _seconds.Add(acted.Value - scenario.Onset);
        }

        _served += trace.Served(acted ?? trace.Seconds);
    }
}
