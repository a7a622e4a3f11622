using BlueGreen.Analysis;
using CsCheck;

namespace BlueGreen.Tests.Analysis;

public sealed class ErrorComparisonTests
{
    [Fact]
    public void Says_how_much_worse_green_is()
    {
        var comparison = new ErrorComparison();
        comparison.Observe(Draws.At(0, 5, new(900, 4), new(100, 12)));

        var judgement = comparison.Judge();

        Assert.Equal(Verdict.Fail, judgement.Verdict);
        Assert.Equal(judgement.Verdict, comparison.Verdict);
        Assert.Equal("Green fails more often than blue: green failed 12 of 100 requests (12%), blue 4 of 900 requests (0.44%); so much evidence comes by chance in under 0.0001% of rollouts, 1% are allowed.", judgement.Summary);
        Assert.Equal(new(900, 4), judgement.Blue);
        Assert.Equal(new(100, 12), judgement.Green);
        Assert.Equal(12 * 896 / (4.0 * 88), judgement.OddsRatio!.Value, 1e-9);
        Assert.Equal(32211322.76940126, judgement.Evidence, 1e-3);
        Assert.Equal(1 / judgement.Evidence, judgement.PValue);
        Assert.Null(judgement.ErrorsToFail);
    }

    [Fact]
    public void Says_how_many_errors_are_missing()
    {
        var comparison = new ErrorComparison();
        comparison.Observe(Draws.At(0, 5, new(900, 4), new(100, 1)));

        var judgement = comparison.Judge();

        Assert.Equal(Verdict.Inconclusive, judgement.Verdict);
        Assert.Equal(155, judgement.ErrorsToFail);
        Assert.Equal(125, judgement.ErrorsToPass);
        Assert.Equal("No verdict yet: green failed 1 of 100 requests (1%), blue 4 of 900 requests (0.44%); at least about 155 more errors would show odds 2 times as high, and 125 that it is as good as blue.", judgement.Summary);
    }

    [Fact]
    public void Passes_a_green_that_is_shown_to_be_no_more_than_twice_as_bad()
    {
        var comparison = new ErrorComparison();
        for (var t = 0; t < 100 && comparison.Verdict != Verdict.Pass; t++)
        {
            comparison.Observe(Draws.At(t, 1, new(900, 9), new(100, 1)));
        }

        Assert.Equal(Verdict.Pass, comparison.Verdict);
        Assert.Contains("below 2 times blue's, which is wrong in at most 5% of releases", comparison.Judge().Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_is_no_verdict()
    {
        var comparison = new ErrorComparison();
        Assert.Equal("Nothing to compare: neither blue nor green had a request.", comparison.Judge().Summary);

        comparison.Observe(Draws.At(0, 60, new(900, 400), new(0, 0)));
        Assert.Equal(Verdict.NoData, comparison.Verdict);
        Assert.Equal("Nothing to compare: blue had 900 requests, green none.", comparison.Judge().Summary);

        comparison.Observe(Draws.At(60, 60, new(0, 0), new(50, 50)));
        Assert.Equal(Verdict.NoData, comparison.Verdict);
        Assert.Equal(0, comparison.LogEvidence);
        Assert.Equal("Nothing to compare: green had 50 requests and blue 900, but never in the same window.", comparison.Judge().Summary);
    }

    [Fact]
    public void Requests_without_errors_are_no_evidence_of_being_good()
    {
        var comparison = new ErrorComparison();
        for (var t = 0; t < 1_000; t++)
        {
            comparison.Observe(Draws.At(t, 1, new(180, 0), new(20, 0)));
        }

        Assert.Equal(Verdict.Inconclusive, comparison.Verdict);
        Assert.Null(comparison.Judge().OddsRatio);
    }

    [Fact]
    public void While_warming_up_it_looks_for_broken_releases_only()
    {
        var options = new ErrorComparisonOptions { WarmUp = WarmUp.Usual };
        var (cold, broken, later) = (new ErrorComparison(options), new ErrorComparison(options), new ErrorComparison(options));
        for (var t = 0; t < 80; t += 5)
        {
            cold.Observe(Draws.At(t, 5, new(900, 5), new(100, 3)));
            broken.Observe(Draws.At(t, 5, new(900, 5), new(100, 50)));
            later.Observe(Draws.At(t, 5, new(900, 5), new(0, 0)));
        }

        Assert.NotEqual(Verdict.Fail, cold.Verdict);
        Assert.Equal(Verdict.Fail, broken.Verdict);

        later.Observe(Draws.At(100, 5, new(900, 5), new(100, 8)));
        Assert.NotEqual(Verdict.Fail, later.Verdict);
        later.Observe(Draws.At(190, 5, new(900, 5), new(100, 12)));
        Assert.Equal(Verdict.Fail, later.Verdict);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 0.84145)]
    [InlineData(4, 0.87779)]
    public void Tempered_evidence_expects_less_than_1(double tempering, double expected)
    {
        const int Blue = 30, Green = 10, Errors = 6;
        var expectation = 0.0;
        for (var g = 0; g <= Errors; g++)
        {
            var comparison = new ErrorComparison(new() { Tempering = tempering, OddsRatios = [Factor.Of(5)] });
            comparison.Observe(Draws.At(0, 1, new(Blue, Errors - g), new(Green, g)));
            expectation += Choose(Green, g) * Choose(Blue, Errors - g) / Choose(Blue + Green, Errors) * Math.Exp(comparison.LogEvidence);
        }

        Assert.Equal(expected, expectation, 0.00001);

        static double Choose(int n, int k) => Enumerable.Range(0, k).Aggregate(1.0, (product, i) => product * (n - i) / (i + 1));
    }

    [Fact]
    public void A_failed_verdict_stays()
    {
        var comparison = new ErrorComparison();
        comparison.Observe(Draws.At(0, 5, new(900, 4), new(100, 12)));
        var evidence = comparison.Judge().Evidence;
        for (var t = 5; t < 500; t += 5)
        {
            comparison.Observe(Draws.At(t, 5, new(900, 40), new(100, 0)));
        }

        Assert.Equal(Verdict.Fail, comparison.Verdict);
        Assert.Equal(evidence, comparison.Judge().Evidence);
    }

    [Theory]
    [InlineData(3, 5, 100, 1, "Blue has 5 errors in 3 requests; errors are counted among the requests. Count both over the same window.")]
    [InlineData(100, -1, 100, 1, "Blue has -1 errors in 100 requests")]
    [InlineData(100, 1, -4, 0, "Green has -4 requests")]
    public void Refuses_counts_that_cannot_be_and_stays_as_it_was(long blue, long blueErrors, long green, long greenErrors, string message)
    {
        var comparison = new ErrorComparison();
        comparison.Observe(Draws.At(0, 1, new(100, 1), new(100, 2)));
        var before = comparison.State;

        var refused = Assert.Throws<ArgumentException>(() => comparison.Observe(Draws.At(1, 1, new(blue, blueErrors), new(green, greenErrors))));

        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, comparison.State);
    }

    [Fact]
    public void Refuses_windows_that_overlap_or_end_before_they_begin()
    {
        var comparison = new ErrorComparison();
        comparison.Observe(Draws.At(0, 10, new(100, 1), new(100, 2)));

        var overlapping = Assert.Throws<ArgumentException>(() => comparison.Observe(Draws.At(5, 10, new(100, 1), new(100, 2))));
        Assert.Contains("what is counted twice is no evidence", overlapping.Message, StringComparison.Ordinal);
        Assert.Contains("not after its beginning", Assert.Throws<ArgumentException>(() => comparison.Observe(Draws.At(10, 0, default, default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_settings_that_would_break_its_promise()
    {
        Refuses(new() { FalseAlarms = Percentage.Zero }, "FalseAlarms is 0%");
        Refuses(new() { Margin = Factor.Of(0.5) }, "Margin: 0.5 is not an odds ratio from 1");
        Refuses(new() { OddsRatios = [] }, "There are 0 odds ratios");
        Refuses(new() { OddsRatios = [Factor.Of(0.9)] }, "OddsRatios: 0.9 is not an odds ratio above 1");
        Refuses(new() { Tempering = 0.5 }, "Tempering: 0.5 is below 1, which would invent evidence");
        Refuses(new() { Horizon = TimeSpan.Zero }, "Horizon is 0 ms");
        Refuses(new() { Certify = new() { Limit = Factor.Of(1) } }, "Certify: 1 is not above 1");
        Refuses(new() { Margin = Factor.Of(9), WarmUp = WarmUp.Usual }, "WarmUp: 8 is below the margin");

        static void Refuses(ErrorComparisonOptions options, string message) =>
            Assert.Contains(message, Assert.Throws<ArgumentException>(() => new ErrorComparison(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_the_checkpoint_of_other_settings_or_versions()
    {
        var state = new ErrorComparison().State;

        Assert.Contains("was made with", Assert.Throws<ArgumentException>(() => new ErrorComparison(new() { Margin = Factor.Of(1.2) }, state)).Message, StringComparison.Ordinal);
        Assert.Contains("version 2", Assert.Throws<ArgumentException>(() => new ErrorComparison(null, state with { Version = 2 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resumed_from_any_checkpoint_it_is_as_if_it_had_never_stopped() => Gen.Select(Gen.Int[0, 10_000], Gen.Int[1, 9], Gen.Double[0, 0.3]).Sample((seed, stop, greenErrors) =>
    {
        var options = new ErrorComparisonOptions { WarmUp = WarmUp.Usual };
        var draws = new Draws(seed);
        var (whole, halved) = (new ErrorComparison(options), new ErrorComparison(options));
        for (var t = 0; t < 40; t++)
        {
            var window = draws.Window(t * 5, 5, t % 7 == 3 ? 0 : 100, 0.1, 0.02, greenErrors);
            whole.Observe(window);
            halved.Observe(window);
            if (t % stop == 0)
            {
                halved = new(options, Json.Copy(halved.State));
            }
        }

        return whole.State == halved.State && whole.Judge() == halved.Judge();
    });

    [Fact]
    public void A_checkpoint_is_small()
    {
        var comparison = new ErrorComparison();
        for (var t = 0; t < 500; t++)
        {
            comparison.Observe(Draws.At(t, 1, new(180, 2), new(20, t % 3)));
        }

        Assert.InRange(System.Text.Json.JsonSerializer.Serialize(comparison.State).Length, 100, 1_500);
    }
}
