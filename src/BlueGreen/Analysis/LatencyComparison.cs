namespace BlueGreen.Analysis;

/// <summary>
/// Whether green is slower than blue, window by window: an anytime-valid test on histograms. For each of some cut points it compares, as <see cref="ErrorComparison"/> does with errors, how many
/// requests took longer; the evidence is the mean over the cut points, and so one level of false alarms covers the middle of the distribution and its tail. It assumes that requests are
/// divided at random and are slow independently of one another.
/// </summary>
/// <remarks>Not safe for several threads. Depends on nothing but its observations.</remarks>
public sealed class LatencyComparison
{
    private readonly LatencyComparisonOptions _options;
    private readonly double[] _odds;
    private readonly EvidenceProcess[] _slower;
    private readonly ComparedCounts[] _compared;
    private WindowClock _clock;
    private double _highest;

    /// <summary>Begins a test.</summary>
    /// <param name="options">Its settings.</param>
    /// <exception cref="ArgumentException">A setting would break what the test promises.</exception>
    public LatencyComparison(LatencyComparisonOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Settings.Check(options);
        _options = options;
        _odds = [.. options.OddsRatios.Select(o => o.Times)];
        _slower = [.. options.CutPoints.Select(_ => new EvidenceProcess(_odds.Length, EvidenceProcess.OnsetShare))];
        _compared = new ComparedCounts[_slower.Length];
    }

    /// <summary>Goes on from a checkpoint.</summary>
    /// <param name="options">The settings that it was made with.</param>
    /// <param name="state">The checkpoint.</param>
    /// <exception cref="ArgumentException">The checkpoint has another version, or was made with other settings.</exception>
    public LatencyComparison(LatencyComparisonOptions options, LatencyComparisonState state)
        : this(options)
    {
        ArgumentNullException.ThrowIfNull(state);
        Settings.CheckState(state.Version, state.Settings, _options.Settings);
        _slower = [.. state.Slower.Select(s => new EvidenceProcess(_odds.Length, EvidenceProcess.OnsetShare, s))];
        _compared = [.. state.Compared];
        _clock = new(state.Since, state.Until);
        _highest = state.Highest;
        LogEvidence = Mean();
    }

    private LatencyComparison(LatencyComparison other)
    {
        (_options, _odds, _clock, _highest, LogEvidence) = (other._options, other._odds, other._clock, other._highest, other.LogEvidence);
        _slower = [.. other._slower.Select(slower => new EvidenceProcess(slower))];
        _compared = [.. other._compared];
    }

    /// <summary>The natural logarithm of the evidence as it is now that green is slower: what a <see cref="SharedFalseAlarms"/> takes.</summary>
    public double LogEvidence { get; private set; }

    /// <summary>The verdict now, without its numbers.</summary>
    public Verdict Verdict =>
        _highest >= -Math.Log(_options.FalseAlarms.Fraction) ? Verdict.Fail : _compared[0].Green.Requests == 0 ? Verdict.NoData : Verdict.Inconclusive;

    /// <summary>A checkpoint of what the test knows now.</summary>
    public LatencyComparisonState State => new()
    {
        Settings = _options.Settings,
        Since = _clock.Since,
        Until = _clock.Until,
        Compared = [.. _compared],
        Slower = [.. _slower.Select(s => s.State)],
        Highest = _highest,
    };

    /// <summary>The end of the last window.</summary>
    internal DateTimeOffset? Until => _clock.Until;

    internal TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>A test that knows the same, and goes its own way.</summary>
    internal LatencyComparison Copy() => new(this);

    /// <summary>Takes in a window. Allocates nothing.</summary>
    /// <param name="from">Its beginning, not before the end of the window handed in last.</param>
    /// <param name="until">Its end.</param>
    /// <param name="blue">Blue's latencies in it.</param>
    /// <param name="green">Green's.</param>
    /// <exception cref="ArgumentException">A histogram cannot be or lacks a cut point among its bounds, or the window overlaps the last one. The test is as it was.</exception>
    public void Observe(DateTimeOffset from, DateTimeOffset until, LatencyBuckets blue, LatencyBuckets green)
    {
        ArgumentNullException.ThrowIfNull(blue);
        ArgumentNullException.ThrowIfNull(green);
        foreach (var cut in _options.CutPoints)
        {
            Observations.Check("Blue", blue, cut);
            Observations.Check("Green", green, cut);
        }

        _clock.Advance(from, until);
        for (var i = 0; i < _slower.Length; i++)
        {
            var counts = new PairedCounts(from, until, Slower(blue, _options.CutPoints[i]), Slower(green, _options.CutPoints[i]));
            _compared[i] = _compared[i].Add(counts);
            Observe(_slower[i], counts, _compared[i].GreenSince);
        }

        LogEvidence = Mean();
        _highest = Math.Max(_highest, LogEvidence);
    }

    /// <summary>The verdict now, with its numbers and in a sentence. Its counts are those of the cut point with the most evidence.</summary>
    public Judgement Judge()
    {
        var strongest = 0;
        for (var i = 1; i < _slower.Length; i++)
        {
            strongest = _slower[i].Highest > _slower[strongest].Highest ? i : strongest;
        }

        var judgement = new Judgement
        {
            Verdict = Verdict,
            Summary = "",
            Evidence = Math.Exp(Math.Min(_highest, 700)),
            FalseAlarms = _options.FalseAlarms,
            Blue = _compared[strongest].Blue,
            Green = _compared[strongest].Green,
            OddsRatio = _compared[strongest].OddsRatio,
        };
        var observed = Beyond(judgement, _options.CutPoints[strongest]);
        return judgement with { Summary = Summarise(judgement, observed), Observed = observed };
    }

    private void Observe(EvidenceProcess slower, in PairedCounts counts, DateTimeOffset? greenSince)
    {
        slower.Spend(_clock.Elapsed, _options.Horizon);
        if (counts.IsComparable && counts.Errors > 0)
        {
            slower.Multiply(counts, Margin(counts.From, greenSince), _odds, above: true);
        }
    }

    private double Margin(DateTimeOffset from, DateTimeOffset? greenSince) =>
        _options.WarmUp is { } warmUp && from - greenSince < warmUp.Duration ? warmUp.Margin.Times : _options.Margin.Times;

    private static RequestCounts Slower(LatencyBuckets latencies, TimeSpan cut)
    {
        var counts = latencies.Counts.AsSpan();
        var first = latencies.UpperBounds.AsSpan().BinarySearch(cut) + 1;
        long all = 0;
        long slower = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            all += counts[i];
            slower += i >= first ? counts[i] : 0;
        }

        return new(all, slower);
    }

    private double Mean()
    {
        var sum = LogSpace.Zero;
        foreach (var slower in _slower)
        {
            sum = LogSpace.Add(sum, slower.Current);
        }

        return sum - Math.Log(_slower.Length);
    }

    private static string Beyond(Judgement judgement, TimeSpan cut) =>
        Wording.Text($"beyond {Wording.ToText(cut)} were {Share(judgement.Green)} of green's requests and {Share(judgement.Blue)} of blue's");

    private string Summarise(Judgement judgement, string beyond) =>
        judgement.Verdict switch
        {
            Verdict.Fail => Wording.Text($"Green is slower than blue: {beyond}; so much evidence comes by chance in {Wording.Chance(judgement)} of rollouts, {judgement.FalseAlarms} are allowed."),
            Verdict.NoData => Wording.Silent(_compared[0]),
            _ => Wording.Text($"No verdict yet: {beyond}."),
        };

    private static string Share(RequestCounts counts) => Wording.Text($"{100.0 * counts.Errors / Math.Max(1, counts.Requests):0.##}%");
}
