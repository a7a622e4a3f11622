using BlueGreen.Analysis;

namespace BlueGreen.Tests.Analysis;

public sealed class SplitCheckTests
{
    [Theory]
    [InlineData(156, 212, 50, 100, 0.0748645298)]
    [InlineData(148, 62, 20, 100, 0.0455796317592)]
    [InlineData(900, 130, 10, 100, 0.1295907686)]
    [InlineData(0, 10, 10, 10, 9.2378e-6)]
    public void Reproduces_published_p_values(long blue, long green, double share, double concentration, double expected)
    {
        var check = new SplitCheck(new() { Concentration = concentration });

        check.Observe(Percentage.Of(share), blue, green);

        Assert.Equal(expected, check.Judge().PValue, expected * (concentration == 10 ? 1e-5 : 1e-9));
    }

    [Fact]
    public void The_order_of_windows_under_one_split_does_not_matter()
    {
        var (once, often) = (new SplitCheck(), new SplitCheck());
        once.Observe(Percentage.Of(10), 900, 130);
        for (var i = 0; i < 10; i++)
        {
            often.Observe(Percentage.Of(10), 90, 13);
        }

        Assert.Equal(once.LogEvidence, often.LogEvidence, 1e-9);
    }

    [Fact]
    public void Follows_a_split_that_changes()
    {
        var check = new SplitCheck();
        check.Observe(Percentage.Of(10), 9_000, 1_000);
        check.Observe(Percentage.Of(50), 5_000, 5_000);
        Assert.Equal(Verdict.Inconclusive, check.Verdict);

        check.Observe(Percentage.Of(80), 5_000, 5_000);
        Assert.Equal(Verdict.Fail, check.Verdict);
        Assert.Equal("Requests are not divided as intended: green was to get 80% and got 5,000 of 10,000 requests (50%); comparisons of green with blue cannot be trusted.", check.Judge().Summary);
    }

    [Fact]
    public void Evidence_under_an_earlier_split_is_kept()
    {
        var check = new SplitCheck();
        check.Observe(Percentage.Of(10), 1_000, 160);
        var before = check.LogEvidence;
        check.Observe(Percentage.Of(50), 0, 0);

        Assert.Equal(before, check.LogEvidence, 1e-12);
    }

    [Fact]
    public void No_split_is_nothing_to_check()
    {
        var check = new SplitCheck();
        check.Observe(Percentage.Zero, 1_000, 3);
        check.Observe(Percentage.All, 3, 1_000);

        Assert.Equal(Verdict.NoData, check.Verdict);
    }

    [Fact]
    public void A_right_split_is_called_wrong_in_at_most_the_stated_share()
    {
        var wrong = 0;
        for (var run = 0; run < 2_000; run++)
        {
            var draws = new Draws(run);
            var check = new SplitCheck(new() { FalseAlarms = Percentage.Of(1) });
            for (var t = 0; t < 600 && check.Verdict != Verdict.Fail; t++)
            {
                var share = t < 200 ? 5 : t < 400 ? 20 : 50;
                var green = draws.Binomial(20, share / 100.0);
                check.Observe(Percentage.Of(share), 20 - green, green);
            }

            wrong += check.Verdict == Verdict.Fail ? 1 : 0;
        }

        Assert.InRange(wrong / 2_000.0, 0, Bound.Of(0.01, 2_000));
    }

    [Fact]
    public void Goes_on_from_a_checkpoint()
    {
        var (whole, halved) = (new SplitCheck(), new SplitCheck());
        foreach (var (share, blue, green) in new[] { (10, 90, 14), (10, 90, 8), (50, 49, 60), (50, 30, 31) })
        {
            whole.Observe(Percentage.Of(share), blue, green);
            halved.Observe(Percentage.Of(share), blue, green);
            halved = new(null, Json.Copy(halved.State));
        }

        Assert.Equal(whole.State, halved.State);
    }

    [Fact]
    public void Refuses_counts_that_cannot_be() =>
        Assert.Contains("Green has -1 requests", Assert.Throws<ArgumentException>(() => new SplitCheck().Observe(Percentage.Of(10), 5, -1)).Message, StringComparison.Ordinal);
}
