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
    private readonly EvidenceProcess _worse;
    private readonly GoodEnoughProcess? _goodEnough;
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
        _worse = new(_odds.Length, EvidenceProcess.OnsetShare);
        _goodEnough = _options.Certify is { } certify ? new(certify) : null;
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
        _goodEnough = state.GoodEnough is { } good && _options.Certify is { } certify ? new(certify, good) : null;
        _clock = new(state.Since, state.Until);
        _compared = state.Compared;
    }

    private ErrorComparison(ErrorComparison other)
    {
        (_options, _odds, _clock, _compared) = (other._options, other._odds, other._clock, other._compared);
        _worse = new(other._worse);
        _goodEnough = other._goodEnough is { } good ? new(good) : null;
    }

    /// <summary>The natural logarithm of the evidence as it is now that green is worse: what a <see cref="SharedFalseAlarms"/> takes.</summary>
    public double LogEvidence => _worse.Current;

    /// <summary>The verdict now, without its numbers.</summary>
    public Verdict Verdict =>
        _worse.Highest >= -Math.Log(_options.FalseAlarms.Fraction) ? Verdict.Fail
        : _goodEnough is { IsShown: true } ? Verdict.Pass
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

    /// <summary>The natural logarithm of the evidence that green is good enough; 0 where the test does not certify.</summary>
    internal double LogCertificate => _goodEnough?.Current ?? 0;

    /// <summary>The end of the last window.</summary>
    internal DateTimeOffset? Until => _clock.Until;

    internal ComparedCounts Compared => _compared;

    internal TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>A test that knows the same, and goes its own way.</summary>
    internal ErrorComparison Copy() => new(this);

    /// <summary>Takes in a window. Allocates nothing.</summary>
    /// <param name="counts">What both sides did in it.</param>
    /// <exception cref="ArgumentException">The counts cannot be, or the window overlaps the last one. The test is as it was.</exception>
    public void Observe(in PairedCounts counts)
    {
        Observations.Check(counts);
        _clock.Advance(counts.From, counts.Until);
        _compared = _compared.Add(counts);
        _worse.Spend(_clock.Elapsed, _options.Horizon);
        _goodEnough?.Observe(counts, _options.Tempering);
        if (counts.IsComparable && counts.Errors > 0)
        {
            _worse.Multiply(counts, Margin(counts.From), _odds, above: true, _options.Tempering);
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
                ? EvidenceNeeded.Errors(certify.WrongCertifications, _goodEnough!.OfOdds, _compared.GreenShare, 1, certify.Limit.Times)
                : null,
            RequestsToPass = verdict == Verdict.Inconclusive ? _goodEnough?.MissingRequests : null,
        };
        return judgement with { Summary = Wording.Of(judgement, _compared, _options, worse, _goodEnough is { IsByShare: true }), Observed = Wording.Both(judgement) };
    }

    private double Margin(DateTimeOffset from) =>
        _options.WarmUp is { } warmUp && from - _compared.GreenSince < warmUp.Duration ? warmUp.Margin.Times : _options.Margin.Times;
}
