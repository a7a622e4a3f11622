using BlueGreen.Analysis;
using CsCheck;

namespace BlueGreen.Tests.Analysis;

public sealed class ConditionalOddsTests
{
    private static readonly double[] Worse = [1.5, 2, 3, 5, 10, 30, 100];
    private static readonly double[] Better = [1, 2.0 / 3, 1.26];

    private static readonly Gen<(int Blue, int Green, int Errors)> Small =
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60], Gen.Double[0, 1]).Select((blue, green, share) => (blue, green, (int)(share * (blue + green))));

    [Fact]
    public void Expects_exactly_1_of_a_release_at_the_margin() => Gen.Select(Small, Gen.Double[1, 9]).Sample((counts, margin) =>
        Expectations(counts, margin, truth: margin, Worse, above: true).All(e => Math.Abs(e - 1) < 1e-9));

    [Fact]
    public void Expects_at_most_1_of_a_release_below_the_margin() => Gen.Select(Small, Gen.Double[1, 9], Gen.Double[0.01, 1]).Sample((counts, margin, below) =>
        Expectations(counts, margin, truth: margin * below, Worse, above: true).All(e => e <= 1 + 1e-9));

    [Fact]
    public void Certifying_expects_at_most_1_of_a_release_at_the_limit_or_beyond() => Gen.Select(Small, Gen.Double[1, 50]).Sample((counts, beyond) =>
        Expectations(counts, 2, truth: 2 * beyond, Better, above: false).All(e => e <= 1 + 1e-9)
        && Expectations(counts, 2, truth: 2, Better, above: false).All(e => Math.Abs(e - 1) < 1e-9));

    [Fact]
    public void The_binomial_form_expects_at_most_1_at_any_rate_of_errors() => Small.Sample(counts =>
        Expect(counts, 1, Worse.Length, (window, ratios) => ConditionalOdds.BinomialLogRatios(window, Worse, ratios)).All(e => e <= 1 + 1e-9));

    [Fact]
    public void The_binomial_form_is_near_where_errors_are_rare()
    {
        var window = Draws.At(0, 1, new(900_000, 40), new(100_000, 12));
        var (exact, binomial) = (new double[Worse.Length], new double[Worse.Length]);

        ConditionalOdds.LogRatios(window, 1, Worse, above: true, exact);
        ConditionalOdds.BinomialLogRatios(window, Worse, binomial);

        Assert.All(exact.Zip(binomial), pair => Assert.Equal(pair.First, pair.Second, 0.01));
    }

    [Fact]
    public void Agrees_with_the_sum_of_all_terms() => Gen.Select(Gen.Int[1, 3000], Gen.Int[1, 3000], Gen.Double[0, 1], Gen.Double[0, 1]).Sample((blue, green, share, greens) =>
    {
        var errors = (int)(share * Math.Min(1500, blue + green));
        var least = Math.Max(0, errors - blue);
        var g = least + (int)(greens * (Math.Min(green, errors) - least));
        var ratios = new double[Worse.Length];
        ConditionalOdds.LogRatios(Draws.At(0, 1, new(blue, errors - g), new(green, g)), 1.2, Worse, above: true, ratios);
        return Worse.Select((odds, i) => LogProbability(blue, green, errors, g, odds) - LogProbability(blue, green, errors, g, 1.2) - ratios[i])
            .All(difference => Math.Abs(difference) < 1e-7);
    }, iter: 100);

    [Theory]
    [InlineData(1_000_000, 0, 1_000_000, 0)]
    [InlineData(1_000_000, 1_000_000, 1, 1)]
    [InlineData(1, 0, 1_000_000, 1_999)]
    [InlineData(900_000_000, 1_000, 100_000_000, 999)]
    public void Extreme_counts_give_numbers(long blue, long blueErrors, long green, long greenErrors)
    {
        var ratios = new double[Worse.Length];
        ConditionalOdds.LogRatios(Draws.At(0, 1, new(blue, blueErrors), new(green, greenErrors)), 1, Worse, above: true, ratios);
        Assert.All(ratios, ratio => Assert.True(double.IsFinite(ratio)));
    }

    [Fact]
    public void A_window_in_which_everything_failed_says_nothing()
    {
        var ratios = new double[Worse.Length];
        ConditionalOdds.LogRatios(Draws.At(0, 1, new(90, 90), new(10, 10)), 1, Worse, above: true, ratios);
        Assert.All(ratios, ratio => Assert.Equal(0, ratio, 1e-12));
    }

    [Fact]
    public void An_alternative_within_the_margin_takes_no_part()
    {
        var ratios = new double[Worse.Length];
        ConditionalOdds.LogRatios(Draws.At(0, 1, new(90, 1), new(10, 6)), 8, Worse, above: true, ratios);
        Assert.All(ratios[..4], ratio => Assert.Equal(0, ratio));
        Assert.All(ratios[4..], ratio => Assert.True(ratio > 0));
    }

    private static double[] Expectations((int Blue, int Green, int Errors) counts, double margin, double truth, double[] alternatives, bool above) =>
        Expect(counts, truth, alternatives.Length, (window, ratios) => ConditionalOdds.LogRatios(window, margin, alternatives, above, ratios));

    /// <summary>The expectation of each likelihood ratio over all ways in which the errors can be divided.</summary>
    private static double[] Expect((int Blue, int Green, int Errors) counts, double truth, int alternatives, Action<PairedCounts, double[]> fill)
    {
        var (blue, green, errors) = counts;
        var (expectations, ratios) = (new double[alternatives], new double[alternatives]);
        for (var g = Math.Max(0, errors - blue); g <= Math.Min(green, errors); g++)
        {
            fill(Draws.At(0, 1, new(blue, errors - g), new(green, g)), ratios);
            var probability = Math.Exp(LogProbability(blue, green, errors, g, truth));
            for (var i = 0; i < alternatives; i++)
            {
                expectations[i] += probability * Math.Exp(ratios[i]);
            }
        }

        return expectations;
    }

    /// <summary>Fisher's noncentral hypergeometric distribution by its definition, every term from factorials.</summary>
    private static double LogProbability(int blue, int green, int errors, int g, double odds)
    {
        var terms = new List<double>();
        for (var x = Math.Max(0, errors - blue); x <= Math.Min(green, errors); x++)
        {
            terms.Add(LogChoose(green, x) + LogChoose(blue, errors - x) + (x * Math.Log(odds)));
        }

        var most = terms.Max();
        return LogChoose(green, g) + LogChoose(blue, errors - g) + (g * Math.Log(odds)) - most - Math.Log(terms.Sum(t => Math.Exp(t - most)));
    }

    private static double LogChoose(int n, int k) => LogSpace.Gamma(n + 1) - LogSpace.Gamma(k + 1) - LogSpace.Gamma(n - k + 1);
}
