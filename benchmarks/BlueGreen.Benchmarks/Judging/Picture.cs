using System.Globalization;
using System.Text;

namespace BlueGreen.Benchmarks.Judging;

/// <summary>What a rule costs, as a picture: good releases rolled back to the right, errors that users of a bad one meet upwards. The best place is the lower left.</summary>
internal static class Picture
{
    private const int Left = 70;
    private const int Width = 620;
    private const int Top = 50;
    private const int Height = 360;
    private const double NameWidth = 130;
    private const double NameHeight = 15;
    private const double LogLeast = 0;
    private const double LogMost = 3.5;

    /// <summary>Those in which requests fail independently of one another and green does not start cold.</summary>
    private const int PlainScenarios = 9;
    private const int BadScenario = 1;

    public static string Draw(string[] names, List<Outcome[]> good, List<Outcome[]> bad)
    {
        var svg = new StringBuilder($"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Left + Width + 130} {Top + Height + 60}" font-family="sans-serif" font-size="13">
            <rect width="100%" height="100%" fill="#ffffff"/>
            <text x="{Left}" y="24" font-size="15">Errors that users meet when 0.5% become 10%, and good releases rolled back</text>
            <rect x="{Left}" y="{Top}" width="{Width}" height="{Height}" fill="none" stroke="#888888"/>
            <text x="{Left + (Width / 2)}" y="{Top + Height + 48}" text-anchor="middle">good releases rolled back, % (mean of the first {PlainScenarios} scenarios)</text>
            <text transform="translate(18 {Top + (Height / 2)}) rotate(-90)" text-anchor="middle">errors served, mean</text>

            """);
        for (var percent = 0; percent <= 100; percent += 20)
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{X(percent):0.#}" y="{Top + Height + 20}" text-anchor="middle">{percent}</text>""");
        }

        foreach (var errors in new[] { 1, 10, 100, 1_000 })
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{Left - 8}" y="{Y(errors) + 4:0.#}" text-anchor="end">{errors}</text><line x1="{Left}" x2="{Left + Width}" y1="{Y(errors):0.#}" y2="{Y(errors):0.#}" stroke="#dddddd"/>""");
        }

        foreach (var (name, x, y, label) in Placed(names, good, bad))
        {
            var colour = name.StartsWith("ours", StringComparison.Ordinal) ? "#0a6e31" : "#b3261e";
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<circle cx="{x:0.#}" cy="{y:0.#}" r="5" fill="{colour}"/><text x="{x + 9:0.#}" y="{label:0.#}" fill="{colour}">{name}</text>""");
        }

        return svg.Append("</svg>\n").ToString();
    }

    /// <summary>Every point with the height of its name: from top to bottom each goes beside its point, or below the names that it would cover.</summary>
    private static List<(string Name, double X, double Y, double Label)> Placed(string[] names, List<Outcome[]> good, List<Outcome[]> bad)
    {
        var placed = new List<(string Name, double X, double Y, double Label)>();
        var points = names.Select((name, i) => (Name: name, X: X(good.Take(PlainScenarios).Average(row => row[i].RolledBackPercent)), Y: Y(bad[BadScenario][i].ErrorsServed)));
        foreach (var (name, x, y) in points.OrderBy(point => point.Y))
        {
            var label = placed.Where(other => Math.Abs(other.X - x) < NameWidth).Select(other => other.Label + NameHeight).Append(y + 4).Max();
            placed.Add((name, x, y, label));
        }

        return placed;
    }

    private static double X(double percent) => Left + (percent / 100 * Width);

    private static double Y(double errors) => Top + Height - ((Math.Log10(Math.Max(1, errors)) - LogLeast) / (LogMost - LogLeast) * Height);
}
