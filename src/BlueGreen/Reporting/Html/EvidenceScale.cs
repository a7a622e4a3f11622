using System.Globalization;

namespace BlueGreen.Reporting.Html;

/// <summary>Powers of ten from a little below even odds to a little above the line at which a test decides; what lies beyond is drawn at the edge.</summary>
internal sealed class EvidenceScale(EvidenceRecord evidence)
{
    /// <summary>How many powers of ten against the test are shown.</summary>
    private const int Below = 2;

    /// <summary>How far above the line there is room at least.</summary>
    private const double Headroom = 3;

    private readonly int _above = (int)Math.Ceiling(Math.Log10(evidence.Limit * Headroom));

    public ValueScale Steps => new(Below + _above, 1);

    public double Height(double ratio) => Math.Clamp(Math.Log10(ratio) + Below, 0, Below + _above);

    public static string Label(double height)
    {
        var power = (int)Math.Round(height) - Below;
        var times = Math.Abs(power) < 4 ? Text(Math.Abs(power)) : $"{Text(Math.Abs(power) - 3)}k";
        return power < 0 ? $"1 : {times}" : $"{times} : 1";
    }

    private static string Text(int power) => Math.Pow(10, power).ToString("0", CultureInfo.InvariantCulture);
}
