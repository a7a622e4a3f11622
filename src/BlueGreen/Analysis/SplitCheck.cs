namespace BlueGreen.Analysis;

/// <summary>
/// Whether requests arrive as the split intends: an anytime-valid check of counts. Where they do not, something chooses who is sent where (a health check that ejects, a header, clients that
/// stay away), and the two sides cannot be compared. Lindon and Malek's test of a multinomial (arXiv 2011.03567) for each intended split by itself, multiplied, so that a split may change at
/// any time. Requests that come in groups, such as those of sticky users, look like a deviation: hand in users then, or sessions.
/// </summary>
/// <remarks>Not safe for several threads.</remarks>
public sealed class SplitCheck
{
    private readonly SplitCheckOptions _options;
    private double _before;
    private Percentage? _intended;
    private long _blue;
    private long _green;
    private double _highest;

    /// <summary>Begins a check.</summary>
    /// <param name="options">Its settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting would break what the check promises.</exception>
    public SplitCheck(SplitCheckOptions? options = null)
    {
        _options = options ?? new();
        Settings.Check(_options.FalseAlarms, nameof(options.FalseAlarms));
        if (_options.Concentration is not (> 0 and < 1e9))
        {
            throw new ArgumentException(Wording.Text($"The concentration is {_options.Concentration}; it is a number of requests above 0. Pass 100, or 10 for large deviations."), nameof(options));
        }
    }

    /// <summary>Goes on from a checkpoint.</summary>
    /// <param name="options">The settings that it was made with; null for the defaults.</param>
    /// <param name="state">The checkpoint.</param>
    /// <exception cref="ArgumentException">The checkpoint has another version, or was made with other settings.</exception>
    public SplitCheck(SplitCheckOptions? options, SplitCheckState state)
        : this(options)
    {
        ArgumentNullException.ThrowIfNull(state);
        Settings.CheckState(state.Version, state.Settings, _options.Settings);
        (_before, _intended, _blue, _green, _highest) = (state.Before, state.Intended, state.Blue, state.Green, state.Highest);
    }

    private SplitCheck(SplitCheck other) =>
        (_options, _before, _intended, _blue, _green, _highest) = (other._options, other._before, other._intended, other._blue, other._green, other._highest);

    /// <summary>A check that knows the same, and goes its own way.</summary>
    internal SplitCheck Copy() => new(this);

    /// <summary>The natural logarithm of the evidence as it is now that the split is wrong.</summary>
    public double LogEvidence => _before + OfPresentSplit();

    /// <summary>The verdict now, without its numbers. It never passes.</summary>
    public Verdict Verdict => _highest >= -Math.Log(_options.FalseAlarms.Fraction) ? Verdict.Fail : _intended is null ? Verdict.NoData : Verdict.Inconclusive;

    /// <summary>A checkpoint.</summary>
    public SplitCheckState State => new() { Settings = _options.Settings, Before = _before, Intended = _intended, Blue = _blue, Green = _green, Highest = _highest };

    /// <summary>Takes in the requests of a window during which the split did not change. Under 0% and 100% there is nothing to check, and they are left aside. Allocates nothing.</summary>
    /// <param name="intendedGreen">Green's intended share.</param>
    /// <param name="blueRequests">Requests that reached blue.</param>
    /// <param name="greenRequests">Requests that reached green.</param>
    /// <exception cref="ArgumentException">A count cannot be. The check is as it was.</exception>
    public void Observe(Percentage intendedGreen, long blueRequests, long greenRequests)
    {
        Observations.Check("Blue", blueRequests, 0, "errors");
        Observations.Check("Green", greenRequests, 0, "errors");
        if (intendedGreen == Percentage.Zero || intendedGreen == Percentage.All)
        {
            return;
        }

        if (intendedGreen != _intended)
        {
            _before = LogEvidence;
            (_intended, _blue, _green) = (intendedGreen, 0, 0);
        }

        (_blue, _green) = (_blue + blueRequests, _green + greenRequests);
        _highest = Math.Max(_highest, LogEvidence);
    }

    /// <summary>The verdict now, with its numbers and in a sentence.</summary>
    public Judgement Judge()
    {
        var judgement = new Judgement
        {
            Verdict = Verdict,
            Summary = "",
            Evidence = Math.Exp(Math.Min(_highest, 700)),
            FalseAlarms = _options.FalseAlarms,
            Blue = new(_blue, 0),
            Green = new(_green, 0),
        };
        var seen = Wording.Text($"green was to get {_intended} and got {_green:N0} of {_blue + _green:N0} requests ({100.0 * _green / Math.Max(1, _blue + _green):0.##}%)");
        return judgement with
        {
            Summary = judgement.Verdict switch
            {
                Verdict.Fail => $"Requests are not divided as intended: {seen}; comparisons of green with blue cannot be trusted.",
                Verdict.NoData => "Nothing to check: there was no split between blue and green yet.",
                _ => $"No deviation from the intended split: {seen}.",
            },
        };
    }

    /// <summary>ln B(a + x) − ln B(a) − Σ x ln ρ with a = kρ.</summary>
    private double OfPresentSplit()
    {
        if (_intended is not { } intended)
        {
            return 0;
        }

        var (green, blue) = (intended.Fraction, 1 - intended.Fraction);
        var (a, b) = (_options.Concentration * green, _options.Concentration * blue);
        return LogSpace.Beta(a + _green, b + _blue) - LogSpace.Beta(a, b) - (_green * Math.Log(green)) - (_blue * Math.Log(blue));
    }
}
