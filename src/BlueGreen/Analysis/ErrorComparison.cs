namespace BlueGreen.Analysis;

/// <summary>
/// Whether green fails more often than blue, window by window: an anytime-valid test. It may be looked at after every window, and says <see cref="Verdict.Fail"/> of a release no worse than
/// blue in at most the stated share of rollouts. Given a window's requests and the sum of its errors, green's part of the errors is compared with what its part of the requests explains, so
/// neither the rate of errors, nor the split, nor their changes over time matter. It assumes that requests are divided at random and fail independently of one another; where errors come in
/// bursts private to one side, <see cref="RobustErrorComparison"/> is the one to take.
/// </summary>
/// <remarks>Not safe for several threads. Depends on nothing but its observations.</remarks>
public sealed class ErrorComparison
{
    private readonly ErrorComparisonOptions _options;
    private readonly double[] _odds;
    private readonly double[] _goodOdds;
    private readonly EvidenceProcess _worse;
    private readonly EvidenceProcess? _goodEnough;
    private WindowClock _clock;
    private ComparedCounts _compared;

    /// <summary>Begins a test.</summary>
    /// <param name="options">Its settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting would break what the test promises.</exception>
    public ErrorComparison(ErrorComparisonOptions? options = null)
    {
        _options = options ?? new();
        Settings.Check(_options);
        _odds = [.. _options.OddsRatios.Select(o => o.Times)];
        _goodOdds = _options.Certify?.Alternatives ?? [];
        _worse = new(_odds.Length, EvidenceProcess.OnsetShare);
        _goodEnough = _options.Certify is null ? null : new(_goodOdds.Length, 0);
    }

    /// <summary>Goes on from a checkpoint.</summary>
    /// <param name="options">The settings that it was made with; null for the defaults.</param>
    /// <param name="state">The checkpoint.</param>
    /// <exception cref="ArgumentException">The checkpoint has another version, or was made with other settings.</exception>
    public ErrorComparison(ErrorComparisonOptions? options, ErrorComparisonState state)
        : this(options)
    {
        ArgumentNullException.ThrowIfNull(state);
        Settings.CheckState(state.Version, state.Settings, _options.Settings);
        _worse = new(_odds.Length, EvidenceProcess.OnsetShare, state.Worse);
        _goodEnough = state.GoodEnough is { } good ? new(_goodOdds.Length, 0, good) : null;
        _clock = new(state.Since, state.Until);
        _compared = state.Compared;
    }

    /// <summary>The natural logarithm of the evidence as it is now that green is worse: what a <see cref="SharedFalseAlarms"/> takes.</summary>
    public double LogEvidence => _worse.Current;

    /// <summary>The verdict now, without its numbers.</summary>
    public Verdict Verdict =>
        _worse.Highest >= -Math.Log(_options.FalseAlarms.Fraction) ? Verdict.Fail
        : _options.Certify is { } certify && _goodEnough!.Highest >= -Math.Log(certify.WrongCertifications.Fraction) ? Verdict.Pass
        : _compared.Green.Requests == 0 ? Verdict.NoData : Verdict.Inconclusive;

    /// <summary>A checkpoint of what the test knows now.</summary>
    public ErrorComparisonState State => new()
    {
        Settings = _options.Settings,
        Since = _clock.Since,
        Until = _clock.Until,
        Compared = _compared,
        Worse = _worse.State,
        GoodEnough = _goodEnough?.State,
    };

    internal ComparedCounts Compared => _compared;

    internal TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>Takes in a window. Allocates nothing.</summary>
    /// <param name="counts">What both sides did in it.</param>
    /// <exception cref="ArgumentException">The counts cannot be, or the window overlaps the last one. The test is as it was.</exception>
    public void Observe(in PairedCounts counts)
    {
        Observations.Check(counts);
        _clock.Advance(counts.From, counts.Until);
        _compared = _compared.Add(counts);
        _worse.Spend(_clock.Elapsed, _options.Horizon);
        if (!counts.IsComparable || counts.Errors == 0)
        {
            return;
        }

        Multiply(_worse, counts, Margin(counts.From), _odds, above: true);
        if (_goodEnough is not null)
        {
            Multiply(_goodEnough, counts, _options.Certify!.Limit.Times, _goodOdds, above: false);
        }
    }

    /// <summary>The verdict now, with its numbers and in a sentence.</summary>
    public Judgement Judge()
    {
        var certify = _options.Certify;
        var margin = _options.Margin.Times;
        var worse = Math.Max(certify?.Limit.Times ?? 2, margin * 1.5);
        var verdict = Verdict;
        var judgement = new Judgement
        {
            Verdict = verdict,
            Summary = "",
            Evidence = Math.Exp(Math.Min(_worse.Highest, 700)),
            FalseAlarms = _options.FalseAlarms,
            Blue = _compared.Blue,
            Green = _compared.Green,
            OddsRatio = _compared.OddsRatio,
            ErrorsToFail = verdict == Verdict.Inconclusive ? EvidenceNeeded.Errors(_options.FalseAlarms, _worse.Current, _compared.GreenShare, worse, margin) : null,
            ErrorsToPass = verdict == Verdict.Inconclusive && certify is not null
                ? EvidenceNeeded.Errors(certify.WrongCertifications, _goodEnough!.Current, _compared.GreenShare, 1, certify.Limit.Times)
                : null,
        };
        return judgement with { Summary = Wording.Of(judgement, _compared, _options, worse) };
    }

    private double Margin(DateTimeOffset from) =>
        _options.WarmUp is { } warmUp && from - _compared.GreenSince < warmUp.Duration ? warmUp.Margin.Times : _options.Margin.Times;

    private void Multiply(EvidenceProcess process, in PairedCounts counts, double margin, double[] odds, bool above)
    {
        Span<double> ratios = stackalloc double[odds.Length];
        ConditionalOdds.LogRatios(counts, margin, odds, above, ratios);
        if (_options.Tempering > 1)
        {
            for (var i = 0; i < ratios.Length; i++)
            {
                ratios[i] /= _options.Tempering;
            }
        }

        process.Multiply(ratios);
    }
}
