namespace BlueGreen.Analysis;

/// <summary>
/// The evidence against "green is not good enough", which is that its odds of failing are at the limit or above, and the share of its requests that fail too. Either of the two refutes that, so the weighted
/// mean of the evidence against both does.
/// </summary>
internal sealed class GoodEnoughProcess
{
    /// <summary>What the odds get of the prior where a share is stated as well: they decide wherever there are errors.</summary>
    private const double OddsWeight = 0.8;

    private static readonly double[] ShareAlternatives = [0, 0.25, 0.5];

    private readonly Certification _certification;
    private readonly double[] _alternatives;
    private readonly EvidenceProcess _odds;
    private readonly EvidenceProcess? _share;
    private double _highest;

    public GoodEnoughProcess(Certification certification)
    {
        _certification = certification;
        _alternatives = [1, 2.0 / 3, Math.Cbrt(certification.Limit.Times)];
        _odds = new(_alternatives.Length, 0);
        _share = certification.FailingLessThan is null ? null : new(ShareAlternatives.Length, 0);
    }

    public GoodEnoughProcess(Certification certification, GoodEnoughState state)
        : this(certification)
    {
        _odds = new(_alternatives.Length, 0, state.Odds);
        _share = state.Share is { } share ? new(ShareAlternatives.Length, 0, share) : null;
        _highest = state.Highest;
    }

    public GoodEnoughProcess(GoodEnoughProcess other)
    {
        (_certification, _alternatives, _highest) = (other._certification, other._alternatives, other._highest);
        _odds = new(other._odds);
        _share = other._share is { } share ? new(share) : null;
    }

    public GoodEnoughState State => new(_odds.State, _share?.State, _highest);

    /// <summary>ln E of both together.</summary>
    public double Current => _share is null ? _odds.Current : LogSpace.Add(_odds.Current + Math.Log(OddsWeight), _share.Current + Math.Log(1 - OddsWeight));

    /// <summary>ln E of the odds, weighted.</summary>
    public double OfOdds => _odds.Current + (_share is null ? 0 : Math.Log(OddsWeight));

    /// <summary>Whether it has been shown.</summary>
    public bool IsShown => _highest >= Threshold;

    /// <summary>Whether it is the share that shows it, and not the odds.</summary>
    public bool IsByShare => _share is not null && _share.Current > _odds.Current;

    /// <summary>About how many more requests of green without an error would show it by the share; null where none is stated.</summary>
    public long? MissingRequests =>
        _share is null ? null : (long)Math.Ceiling(Math.Max(0, Threshold - Math.Log(1 - OddsWeight) - _share.Current) / -Math.Log(1 - _certification.FailingLessThan!.Value.Fraction));

    private double Threshold => -Math.Log(_certification.WrongCertifications.Fraction);

    public void Observe(in PairedCounts counts, double tempering)
    {
        if (counts.IsComparable && counts.Errors > 0)
        {
            _odds.Multiply(counts, _certification.Limit.Times, _alternatives, above: false, tempering);
        }

        if (_share is not null && counts.Green.Requests > 0)
        {
            ObserveShare(_share, counts.Green, tempering);
        }

        _highest = Math.Max(_highest, Current);
    }

    /// <summary>The likelihood of each smaller share over that of the stated one: its expectation is at most 1 wherever the true share is the stated one or above.</summary>
    private void ObserveShare(EvidenceProcess share, RequestCounts green, double tempering)
    {
        var limit = _certification.FailingLessThan!.Value.Fraction;
        Span<double> ratios = stackalloc double[ShareAlternatives.Length];
        for (var i = 0; i < ratios.Length; i++)
        {
            var ofErrors = green.Errors == 0 ? 0 : ShareAlternatives[i] == 0 ? LogSpace.Zero : green.Errors * Math.Log(ShareAlternatives[i]);
            ratios[i] = (ofErrors + ((green.Requests - green.Errors) * Math.Log((1 - (ShareAlternatives[i] * limit)) / (1 - limit)))) / tempering;
        }

        share.Multiply(ratios);
    }
}
