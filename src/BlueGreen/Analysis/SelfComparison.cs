namespace BlueGreen.Analysis;

/// <summary>
/// Blue compared with itself before a rollout: which way of comparing this service's errors bear. Its instances are divided in two, as blue and green will have instances of their own,
/// and requests at random between them. Where the halves differ more than chance explains, because errors come in bursts that hit one side, counts would raise false alarms, and
/// <see cref="ComparisonMode.Robust"/> is recommended; where even signs differ, the sides are not divided at random, and nothing is. It sees only what happened while it looked, and nothing
/// of a cold start.
/// </summary>
/// <remarks>Not safe for several threads. Depends on nothing but its observations.</remarks>
public sealed class SelfComparison
{
    private readonly SelfComparisonOptions _options;
    private readonly ErrorComparison[] _conditional;
    private readonly RobustErrorComparison[] _robust;
    private readonly EvidenceProcess _bursts;
    private readonly SharedFalseAlarms _againstCounts;
    private readonly SharedFalseAlarms _againstSigns;

    /// <summary>Begins a comparison.</summary>
    /// <param name="options">Its settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting would break what it promises.</exception>
    public SelfComparison(SelfComparisonOptions? options = null)
    {
        _options = options ?? new();
        _conditional = [new(_options.Conditional), new(_options.Conditional)];
        _robust = [new(_options.Robust), new(_options.Robust)];
        _bursts = new(BurstEvidence.Alternatives, 0);
        _againstCounts = new(_options.FalseAlarms, ["more", "less", "bursts"]);
        _againstSigns = new(_options.FalseAlarms, ["more", "less"]);
    }

    /// <summary>Goes on from a checkpoint.</summary>
    /// <param name="options">The settings that it was made with; null for the defaults.</param>
    /// <param name="state">The checkpoint.</param>
    /// <exception cref="ArgumentException">The checkpoint has another version, or was made with other settings.</exception>
    public SelfComparison(SelfComparisonOptions? options, SelfComparisonState state)
        : this(options)
    {
        ArgumentNullException.ThrowIfNull(state);
        Settings.CheckState(state.Version, state.Settings, _options.Settings);
        _conditional = [.. state.Conditional.Select(s => new ErrorComparison(_options.Conditional, s))];
        _robust = [.. state.Robust.Select(s => new RobustErrorComparison(_options.Robust, s))];
        _bursts = new(BurstEvidence.Alternatives, 0, state.Bursts);
        _againstCounts = new(_options.FalseAlarms, ["more", "less", "bursts"], state.AgainstCounts);
        _againstSigns = new(_options.FalseAlarms, ["more", "less"], state.AgainstSigns);
    }

    /// <summary>How this service's errors can be compared; null while too little was seen.</summary>
    public ComparisonMode? Recommended =>
        _againstSigns.Verdict == Verdict.Fail ? ComparisonMode.None
        : _againstCounts.Verdict == Verdict.Fail ? ComparisonMode.Robust
        : IsEnough ? ComparisonMode.Conditional : null;

    /// <summary>A checkpoint.</summary>
    public SelfComparisonState State => new()
    {
        Settings = _options.Settings,
        Conditional = [.. _conditional.Select(c => c.State)],
        Robust = [.. _robust.Select(r => r.State)],
        Bursts = _bursts.State,
        AgainstCounts = _againstCounts.State,
        AgainstSigns = _againstSigns.State,
    };

    private bool IsEnough => _conditional[0].Compared is var seen
        && seen.Blue.Errors + seen.Green.Errors >= _options.MinimumErrors && _conditional[0].Elapsed >= _options.MinimumTime;

    /// <summary>Takes in a window. Allocates nothing.</summary>
    /// <param name="halves">What the two halves of blue did in it, in the places of blue and green.</param>
    /// <exception cref="ArgumentException">The counts cannot be, or the window overlaps the last one.</exception>
    public void Observe(in PairedCounts halves)
    {
        var mirrored = halves with { Blue = halves.Green, Green = halves.Blue };
        _conditional[0].Observe(halves);
        _conditional[1].Observe(mirrored);
        _robust[0].Observe(halves);
        _robust[1].Observe(mirrored);
        if (halves.IsComparable && halves.Errors > 0)
        {
            BurstEvidence.Observe(_bursts, halves);
        }

        _againstCounts.Observe(_conditional[0].LogEvidence, _conditional[1].LogEvidence, _bursts.Current);
        _againstSigns.Observe(_robust[0].LogEvidence, _robust[1].LogEvidence);
    }

    /// <summary>The recommendation as a verdict on comparing by counts, with its numbers and in a sentence.</summary>
    public Judgement Judge()
    {
        var seen = _conditional[0].Compared;
        return _againstCounts.Judge() with
        {
            Verdict = Recommended switch
            {
                ComparisonMode.Conditional => Verdict.Pass,
                null => seen.Green.Requests == 0 ? Verdict.NoData : Verdict.Inconclusive,
                _ => Verdict.Fail,
            },
            Blue = seen.Blue,
            Green = seen.Green,
            OddsRatio = seen.OddsRatio,
            Summary = Recommended switch
            {
                ComparisonMode.Conditional => "Blue's halves differ no more than chance explains: compare errors by counts.",
                ComparisonMode.Robust => "Blue's halves differ more than chance explains, in bursts: compare errors by signs.",
                ComparisonMode.None => "One half of blue keeps failing more often than the other: requests are not divided at random, so do not compare.",
                _ => Wording.Text($"Too little was seen: {seen.Blue.Errors + seen.Green.Errors} of {_options.MinimumErrors} errors in {_conditional[0].Elapsed.ToText()} of {_options.MinimumTime.ToText()}."),
            },
        };
    }
}
