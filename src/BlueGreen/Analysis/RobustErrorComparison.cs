namespace BlueGreen.Analysis;

/// <summary>
/// Whether green fails more often than blue, block by block, by the sign alone: an anytime-valid test that errors in bursts do not mislead. In each block the larger side is thinned at random
/// to the size of the smaller, and only which of the two has more errors is used. That is a fair coin wherever the two sides are interchangeable block by block, whatever bursts do within
/// one. The price is time, since a block tells at most one bit; and it never passes. <see cref="ErrorComparison"/> is faster where requests fail independently; <see cref="SelfComparison"/>
/// tells which one a service needs.
/// </summary>
/// <remarks>Not safe for several threads. Depends on nothing but its observations and the seed.</remarks>
public sealed class RobustErrorComparison
{
    private static readonly double[] Stakes = [0.2, 0.5, 0.8, 0.95];
    private static readonly double[] WhenGreenIsWorse = [.. Stakes.Select(s => Math.Log(1 + s))];
    private static readonly double[] WhenBlueIsWorse = [.. Stakes.Select(s => Math.Log(1 - s))];

    private readonly RobustErrorComparisonOptions _options;
    private readonly EvidenceProcess _worse;
    private WindowClock _clock;
    private ComparedCounts _compared;
    private SeededDraws _draws;
    private DateTimeOffset? _blockSince;
    private RequestCounts _blue;
    private RequestCounts _green;
    private long _greenWorse;
    private long _blueWorse;

    /// <summary>Begins a test.</summary>
    /// <param name="options">Its settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting would break what the test promises.</exception>
    public RobustErrorComparison(RobustErrorComparisonOptions? options = null)
    {
        _options = options ?? new();
        Settings.Check(_options.FalseAlarms, nameof(options.FalseAlarms));
        Settings.CheckPositive(_options.Block, nameof(options.Block));
        Settings.CheckPositive(_options.Horizon, nameof(options.Horizon));
        _worse = new(Stakes.Length, EvidenceProcess.OnsetShare);
        _draws = new(_options.Seed);
    }

    /// <summary>Goes on from a checkpoint.</summary>
    /// <param name="options">The settings that it was made with; null for the defaults.</param>
    /// <param name="state">The checkpoint.</param>
    /// <exception cref="ArgumentException">The checkpoint has another version, or was made with other settings.</exception>
    public RobustErrorComparison(RobustErrorComparisonOptions? options, RobustErrorComparisonState state)
        : this(options)
    {
        ArgumentNullException.ThrowIfNull(state);
        Settings.CheckState(state.Version, state.Settings, _options.Settings);
        _worse = new(Stakes.Length, EvidenceProcess.OnsetShare, state.Worse);
        (_clock, _compared, _draws) = (new(state.Since, state.Until), state.Compared, new(state.Draws));
        (_blockSince, _blue, _green) = (state.BlockSince, state.BlockBlue, state.BlockGreen);
        (_greenWorse, _blueWorse) = (state.GreenWorse, state.BlueWorse);
    }

    private RobustErrorComparison(RobustErrorComparison other)
    {
        (_options, _clock, _compared, _draws) = (other._options, other._clock, other._compared, other._draws);
        (_blockSince, _blue, _green) = (other._blockSince, other._blue, other._green);
        (_greenWorse, _blueWorse) = (other._greenWorse, other._blueWorse);
        _worse = new(other._worse);
    }

    /// <summary>The natural logarithm of the evidence as it is now that green is worse: what a <see cref="SharedFalseAlarms"/> takes.</summary>
    public double LogEvidence => _worse.Current;

    /// <summary>The verdict now, without its numbers.</summary>
    public Verdict Verdict =>
        _worse.Highest >= -Math.Log(_options.FalseAlarms.Fraction) ? Verdict.Fail
        : _compared.Green.Requests == 0 ? Verdict.NoData : Verdict.Inconclusive;

    /// <summary>A checkpoint of what the test knows now.</summary>
    public RobustErrorComparisonState State => new()
    {
        Settings = _options.Settings,
        Since = _clock.Since,
        Until = _clock.Until,
        Compared = _compared,
        Worse = _worse.State,
        BlockSince = _blockSince,
        BlockBlue = _blue,
        BlockGreen = _green,
        GreenWorse = _greenWorse,
        BlueWorse = _blueWorse,
        Draws = _draws.State,
    };

    /// <summary>The end of the last window.</summary>
    internal DateTimeOffset? Until => _clock.Until;

    internal TimeSpan Elapsed => _clock.Elapsed;

    /// <summary>A test that knows the same, and goes its own way.</summary>
    internal RobustErrorComparison Copy() => new(this);

    /// <summary>Takes in a window. Allocates nothing.</summary>
    /// <param name="counts">What both sides did in it.</param>
    /// <exception cref="ArgumentException">The counts cannot be, or the window overlaps the last one. The test is as it was.</exception>
    public void Observe(in PairedCounts counts)
    {
        Observations.Check(counts);
        _clock.Advance(counts.From, counts.Until);
        _compared = _compared.Add(counts);
        if (!counts.IsComparable)
        {
            return;
        }

        _blockSince ??= counts.From;
        _blue = new(_blue.Requests + counts.Blue.Requests, _blue.Errors + counts.Blue.Errors);
        _green = new(_green.Requests + counts.Green.Requests, _green.Errors + counts.Green.Errors);
        if (counts.Until - _blockSince >= _options.Block)
        {
            CloseBlock();
        }
    }

    /// <summary>The verdict now, with its numbers and in a sentence.</summary>
    public Judgement Judge()
    {
        var judgement = new Judgement
        {
            Verdict = Verdict,
            Summary = "",
            Evidence = Math.Exp(Math.Min(_worse.Highest, 700)),
            FalseAlarms = _options.FalseAlarms,
            Blue = _compared.Blue,
            Green = _compared.Green,
            OddsRatio = _compared.OddsRatio,
        };
        return judgement with { Summary = Summarise(judgement), Observed = Wording.Both(judgement) };
    }

    private void CloseBlock()
    {
        _worse.Spend(_clock.Elapsed, _options.Horizon);
        var same = Math.Min(_blue.Requests, _green.Requests);
        var blue = _blue.Requests > same ? _draws.Thin(_blue, same) : _blue.Errors;
        var green = _green.Requests > same ? _draws.Thin(_green, same) : _green.Errors;
        if (green != blue)
        {
            _greenWorse += green > blue ? 1 : 0;
            _blueWorse += green > blue ? 0 : 1;
            _worse.Multiply(green > blue ? WhenGreenIsWorse : WhenBlueIsWorse);
        }

        (_blockSince, _blue, _green) = (null, default, default);
    }

    private string Summarise(Judgement judgement)
    {
        var blocks = Wording.Text($"green failed more often than blue in {_greenWorse} blocks of {_options.Block.ToText()} and less often in {_blueWorse}");
        return judgement.Verdict switch
        {
            Verdict.Fail => Wording.Text($"Green is worse than blue: {blocks}; so much evidence comes by chance in {Wording.Chance(judgement)} of rollouts, {judgement.FalseAlarms} are allowed."),
            Verdict.NoData => Wording.Silent(_compared),
            _ => Wording.Text($"No verdict yet: {blocks}; at least {MissingBlocks} more blocks that are worse would show it."),
        };
    }

    /// <summary>How many blocks in a row reach the threshold with the highest stake.</summary>
    private long MissingBlocks => (long)Math.Ceiling((-Math.Log(_options.FalseAlarms.Fraction) - _worse.Current) / WhenGreenIsWorse[^1]);
}
