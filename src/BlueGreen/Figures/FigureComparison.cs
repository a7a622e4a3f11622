using System.Globalization;

namespace BlueGreen.Figures;

/// <summary>Judges the figures of a run by those of the baseline. Pure.</summary>
internal static class FigureComparison
{
    public static IEnumerable<Finding> Compare(IReadOnlyDictionary<string, double> current, IReadOnlyDictionary<string, double> baseline, IEnumerable<FigureRule> rules)
    {
        var findings = rules.Where(rule => current.ContainsKey(rule.Figure) || baseline.ContainsKey(rule.Figure)).Select(rule => Compare(rule, current, baseline)).ToArray();
        return findings.Length > 0
            ? findings
            : [new("figures", false, $"none of the figures that have limits was measured; measured: {string.Join(", ", current.Keys)}. Name limits for them with Baseline.Limit(...).")];
    }

    private static Finding Compare(FigureRule rule, IReadOnlyDictionary<string, double> current, IReadOnlyDictionary<string, double> baseline)
    {
        if (!current.TryGetValue(rule.Figure, out var now))
        {
            return new(rule.Figure, false, $"not measured; the baseline has {Text(baseline[rule.Figure])}");
        }

        if (!baseline.TryGetValue(rule.Figure, out var before))
        {
            return new(rule.Figure, true, $"{Text(now)}; the baseline has none yet");
        }

        return new(rule.Figure, !IsWorse(rule, now, before), $"{Text(now)}, baseline {Text(before)}: {Percent(now, before)}; worse when {(rule.Better == FigureDirection.Lower ? "above" : "below")} {rule.Limit}");
    }

    private static bool IsWorse(FigureRule rule, double now, double before) => rule.Better == FigureDirection.Lower
        ? now > before * rule.Limit.Times && now > rule.Unless
        : now < before * rule.Limit.Times;

    private static string Percent(double now, double before) =>
        before == 0 ? now == 0 ? "+0%" : "up from zero" : string.Create(CultureInfo.InvariantCulture, $"{(now - before) / Math.Abs(before) * 100:+0.#;-0.#;+0}%");

    private static string Text(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
