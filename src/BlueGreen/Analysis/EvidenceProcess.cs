namespace BlueGreen.Analysis;

/// <summary>
/// A mixture of likelihood ratios over alternatives and over the time of onset: E = (1 − s)·mean L + mean R + what of s is not spent yet. L is an alternative's product of ratios since the
/// beginning, R ← (R + π)·ratio its Shiryaev–Roberts sum with weights π that add up to s. Where each ratio has an expectation of at most 1 given the past, so has the whole at every time at
/// which one may stop, and by Ville's inequality it ever reaches 1/α with a probability of at most α.
/// </summary>
internal sealed class EvidenceProcess
{
    /// <summary>How much of the prior lies on a late onset where one is looked for.</summary>
    public const double OnsetShare = 0.5;

    private readonly double _share;
    private readonly double[] _fromStart;
    private readonly double[] _fromOnset;
    private double _spent;
    private double _pending;

    public EvidenceProcess(int alternatives, double onsetShare)
    {
        _share = onsetShare;
        _fromStart = new double[alternatives];
        _fromOnset = new double[alternatives];
        Array.Fill(_fromOnset, LogSpace.Zero);
    }

    public EvidenceProcess(EvidenceProcess other)
    {
        _share = other._share;
        _fromStart = [.. other._fromStart];
        _fromOnset = [.. other._fromOnset];
        (_spent, _pending, Current, Highest) = (other._spent, other._pending, other.Current, other.Highest);
    }

    /// <exception cref="ArgumentException">The checkpoint is that of another test.</exception>
    public EvidenceProcess(int alternatives, double onsetShare, EvidenceState state)
        : this(alternatives, onsetShare)
    {
        if (state.FromStart.Length != alternatives || state.FromOnset.Length != alternatives)
        {
            throw new ArgumentException($"The checkpoint has {state.FromStart.Length} alternatives, the test {alternatives}. Resume with the settings that it was made with, or begin anew.", nameof(state));
        }

        state.FromStart.CopyTo(_fromStart);
        state.FromOnset.CopyTo(_fromOnset);
        (_spent, _pending, Highest) = (state.Spent, state.Pending, state.Highest);
        Current = Sum();
    }

    /// <summary>ln E now.</summary>
    public double Current { get; private set; }

    /// <summary>The highest ln E so far.</summary>
    public double Highest { get; private set; }

    public EvidenceState State => new([.. _fromStart], [.. _fromOnset], _spent, _pending, Highest);

    /// <summary>
    /// Gives onsets up to a time their share of the prior: t/(t + horizon) of it, so that half is spent by the horizon, nearly evenly, and some is left forever. The share must not depend on the
    /// observation that follows; E does not change by it.
    /// </summary>
    public void Spend(TimeSpan elapsed, TimeSpan horizon)
    {
        var spent = _share * (elapsed / (elapsed + horizon));
        _pending += spent - _spent;
        _spent = spent;
    }

    /// <summary>Multiplies the evidence by an observation's likelihood ratios, one for each alternative, given as logarithms.</summary>
    public void Multiply(ReadOnlySpan<double> logRatios)
    {
        var pending = _pending > 0 ? Math.Log(_pending) : LogSpace.Zero;
        for (var i = 0; i < _fromStart.Length; i++)
        {
            _fromStart[i] += logRatios[i];
            if (_share > 0)
            {
                _fromOnset[i] = LogSpace.Add(_fromOnset[i], pending) + logRatios[i];
            }
        }

        _pending = 0;
        Current = Sum();
        Highest = Math.Max(Highest, Current);
    }

    /// <summary>Multiplies the evidence by what a window says about alternatives, against a margin.</summary>
    public void Multiply(in PairedCounts counts, double margin, double[] odds, bool above, double tempering = 1)
    {
        Span<double> ratios = stackalloc double[odds.Length];
        ConditionalOdds.LogRatios(counts, margin, odds, above, ratios);
        for (var i = 0; tempering > 1 && i < ratios.Length; i++)
        {
            ratios[i] /= tempering;
        }

        Multiply(ratios);
    }

    private double Sum()
    {
        var rest = (1 - _share) / _fromStart.Length;
        var top = 0.0;
        for (var i = 0; i < _fromStart.Length; i++)
        {
            top = Math.Max(top, Math.Max(_fromStart[i], _fromOnset[i]));
        }

        var sum = (_share - _spent + _pending) * Math.Exp(-top);
        for (var i = 0; i < _fromStart.Length; i++)
        {
            sum += Math.Exp(_fromStart[i] - top) * rest;
            sum += _share > 0 ? Math.Exp(_fromOnset[i] - top) / _fromStart.Length : 0;
        }

        return top + Math.Log(Math.Max(sum, double.Epsilon));
    }
}
