using BlueGreen.Analysis;

namespace BlueGreen.Tests.Analysis;

/// <summary>What the test promises, in simulations that are the same each time: 2,000 rollouts, looked at every second.</summary>
public sealed class ErrorComparisonGuaranteeTests
{
    private const int Runs = 2_000;
    private const int Seconds = 600;

    [Theory]
    [InlineData(200, 0.1, 0.001)]
    [InlineData(200, 0.1, 0.01)]
    [InlineData(20, 0.1, 0.01)]
    [InlineData(20, 0.5, 0.06)]
    [InlineData(2, 0.1, 0.01)]
    public void A_release_as_good_as_blue_is_called_worse_in_at_most_the_stated_share(int perSecond, double share, double errors) =>
        Holds(new(), (draws, t) => draws.Window(t, 1, perSecond, share, errors, errors));

    [Fact]
    public void A_ramp_during_which_errors_rise_for_both_is_no_sign_of_a_bad_release() => Holds(new(), (draws, t) =>
    {
        var (share, errors) = (0.05 + (0.45 * t / Seconds), 0.005 + (0.025 * t / Seconds));
        return draws.Window(t, 1, 50, share, errors, errors);
    });

    [Fact]
    public void An_outage_that_both_share_is_no_sign_of_a_bad_release() => Holds(new(), (draws, t) =>
    {
        var errors = t is >= 200 and < 400 ? 0.2 : 0.005;
        return draws.Window(t, 1, 50, 0.1, errors, errors);
    });

    [Fact]
    public void A_release_at_the_margin_is_called_worse_in_at_most_the_stated_share() => Holds(new() { Margin = Factor.Of(1.5) }, (draws, t) =>
        draws.Window(t, 1, 50, 0.1, 0.02, OddsTimes(0.02, 1.5)));

    [Fact]
    public void A_cold_start_within_the_margin_is_no_sign_of_a_bad_release() => Holds(new() { WarmUp = WarmUp.Usual }, (draws, t) =>
        draws.Window(t, 1, 200, 0.1, 0.005, t < 60 ? 0.025 : 0.005));

    [Theory]
    [InlineData(0.5, 12)]
    [InlineData(0.1, 7)]
    [InlineData(0.03, 12)]
    public void Few_users_meet_an_error_of_a_bad_release(double errors, double most)
    {
        var (served, missed) = Serve(new(), (draws, t) => draws.Window(t, 1, 200, 0.1, 0.005, errors), Verdict.Fail);
        Assert.Equal(0, missed);
        Assert.InRange(served, 1, most);
    }

    [Fact]
    public void A_fault_that_begins_late_is_found_soon()
    {
        var (served, missed) = Serve(new(), (draws, t) => draws.Window(t, 1, 200, 0.1, 0.005, t < 300 ? 0.005 : 0.1), Verdict.Fail, runs: 500);
        Assert.InRange(missed, 0, 5);
        Assert.InRange(served, 30, 60);
    }

    [Fact]
    public void A_release_at_the_limit_is_certified_in_at_most_the_stated_share()
    {
        var (_, missed) = Serve(new(), (draws, t) => draws.Window(t, 1, 200, 0.1, 0.01, OddsTimes(0.01, 2)), Verdict.Pass);
        Assert.InRange((Runs - missed) / (double)Runs, 0, Bound.Of(0.05, Runs));
    }

    private static double OddsTimes(double rate, double times) => rate / (1 - rate) * times is var odds ? odds / (1 + odds) : 0;

    private static void Holds(ErrorComparisonOptions options, Func<Draws, int, PairedCounts> window)
    {
        var (_, silent) = Serve(options with { Certify = null }, window, Verdict.Fail);
        Assert.InRange((Runs - silent) / (double)Runs, 0, Bound.Of(0.01, Runs));
    }

    /// <summary>Runs until the verdict or the end: green's errors on average, and how many runs ended without it.</summary>
    private static (double Served, int Missed) Serve(ErrorComparisonOptions options, Func<Draws, int, PairedCounts> window, Verdict verdict, int runs = Runs)
    {
        var (served, missed) = (0L, 0);
        for (var run = 0; run < runs; run++)
        {
            var draws = new Draws(run);
            var comparison = new ErrorComparison(options);
            for (var t = 0; t < Seconds && comparison.Verdict != verdict; t++)
            {
                var counts = window(draws, t);
                comparison.Observe(counts);
                served += counts.Green.Errors;
            }

            missed += comparison.Verdict == verdict ? 0 : 1;
        }

        return ((double)served / runs, missed);
    }
}
