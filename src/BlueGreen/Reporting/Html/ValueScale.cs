namespace BlueGreen.Reporting.Html;

/// <summary>An axis from zero to a round number above everything that is to be seen on it.</summary>
internal sealed record ValueScale(double Top, double Step)
{
    /// <summary>How many times higher than the data a limit may lie and still be on the scale.</summary>
    private const double Reach = 4;

    public static ValueScale For(IReadOnlyCollection<double> values, IEnumerable<double> limits, bool isShare)
    {
        var highest = values.Count == 0 ? 0 : values.Max();
        var near = limits.Where(limit => highest == 0 || limit <= highest * Reach).Append(0).Max();
        var top = Math.Max(highest * 1.08, near * 1.15);
        return isShare && top > 0.8 ? new(1, 0.25) : Round(top > 0 ? top : 1);
    }

    public bool Shows(double value) => value <= Top;

    public IEnumerable<double> Ticks()
    {
        for (var i = 0; i * Step <= Top * 1.0001; i++)
        {
            yield return i * Step;
        }
    }

    private static ValueScale Round(double top)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(top / 4)));
        var step = new[] { 1, 2, 2.5, 5, 10 }.Select(factor => factor * power).First(candidate => top / candidate <= 5);
        return new(Math.Ceiling(top / step) * step, step);
    }
}
