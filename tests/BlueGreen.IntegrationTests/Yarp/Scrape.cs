using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace BlueGreen.IntegrationTests.Yarp;

/// <summary>Reads Prometheus' text format 0.0.4 strictly: names by its rules, each family declared once before its samples and in one piece, escapes, one value a line.</summary>
internal sealed partial class Scrape
{
    private readonly Dictionary<string, double> _samples = [];
    private readonly Dictionary<string, string> _types = [];

    public Scrape(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var family = "";
        foreach (var line in text.Split('\n')[..^1])
        {
            if (HelpLine().Match(line) is { Success: true } help)
            {
                family = help.Groups["name"].Value;
                Assert.DoesNotContain(family, _types.Keys);
            }
            else if (TypeLine().Match(line) is { Success: true } type)
            {
                Assert.Equal(family, type.Groups["name"].Value);
                _types.Add(family, type.Groups["type"].Value);
            }
            else
            {
                Add(line, family);
            }
        }
    }

    [GeneratedRegex(@"^# HELP (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) ([^\\\n]|\\\\|\\n)*$")]
    private static partial Regex HelpLine();

    [GeneratedRegex(@"^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>counter|gauge|histogram)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)\{(?<labels>([a-zA-Z_][a-zA-Z0-9_]*=""([^""\\\n]|\\\\|\\""|\\n)*"",?)*)\} (?<value>\+Inf|-Inf|NaN|-?[0-9.]+(E[+-]?[0-9]+)?)$")]
    private static partial Regex SampleLine();

    [GeneratedRegex(@"(?<name>[a-zA-Z_][a-zA-Z0-9_]*)=""(?<value>([^""\\]|\\.)*)""")]
    private static partial Regex Label();

    public IReadOnlyDictionary<string, string> Types => _types;

    public double this[string series] => _samples[series];

    /// <summary>The values of a histogram's buckets, in the order of the text.</summary>
    public (double Bound, double Count)[] Buckets(string family, string deployment) =>
    [
        .. from sample in _samples
           where sample.Key.StartsWith($"{family}_bucket ", StringComparison.Ordinal) && sample.Key.Contains($"deployment={deployment}|", StringComparison.Ordinal)
           let bound = sample.Key[(sample.Key.IndexOf("le=", StringComparison.Ordinal) + 3)..]
           select (bound == "+Inf" ? double.PositiveInfinity : double.Parse(bound, CultureInfo.InvariantCulture), sample.Value),
    ];

    private void Add(string line, string family)
    {
        var sample = SampleLine().Match(line);
        Assert.True(sample.Success, line);
        var name = sample.Groups["name"].Value;
        Assert.Contains(name, (string[])(_types[family] == "histogram" ? [$"{family}_bucket", $"{family}_sum", $"{family}_count"] : [family]));
        var labels = Label().Matches(sample.Groups["labels"].Value).Select(label => $"{label.Groups["name"].Value}={Unescape(label.Groups["value"].Value)}");
        var value = sample.Groups["value"].Value;
        _samples.Add($"{name} {string.Join('|', labels)}", value == "+Inf" ? double.PositiveInfinity : double.Parse(value, CultureInfo.InvariantCulture));
    }

    private static string Unescape(string text)
    {
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            plain.Append(text[i] != '\\' ? text[i] : text[++i] == 'n' ? '\n' : text[i]);
        }

        return plain.ToString();
    }
}
