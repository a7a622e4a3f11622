namespace BlueGreen.Testing.Simulation;

/// <summary>Counts one deployment's requests over piecewise constant rates, for any window afterwards.</summary>
internal sealed class TrafficMeter
{
    private readonly List<(DateTimeOffset At, ServedTotals Totals, ServedRate Rate)> _marks = [];

    public ServedRate Rate => _marks.Count == 0 ? default : _marks[^1].Rate;

    public void Change(DateTimeOffset at, ServedRate rate)
    {
        if (_marks.Count == 0 || _marks[^1].Rate != rate)
        {
            _marks.Add((at, Until(at), rate));
        }
    }

    /// <summary>Everything served until a moment.</summary>
    public ServedTotals Until(DateTimeOffset at)
    {
        for (var i = _marks.Count - 1; i >= 0; i--)
        {
            if (_marks[i].At <= at)
            {
                return _marks[i].Totals.After(_marks[i].Rate, (at - _marks[i].At).TotalSeconds);
            }
        }

        return default;
    }
}
