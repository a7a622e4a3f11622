using BlueGreen.Analysis;

namespace BlueGreen.Tests.Analysis;

public sealed class SharedFalseAlarmsTests
{
    [Fact]
    public void Alarms_when_the_mean_of_the_evidence_reaches_the_threshold()
    {
        var shared = new SharedFalseAlarms(Percentage.Of(1), ["errors", "latency"]);
        Assert.Equal(Verdict.NoData, shared.Verdict);

        shared.Observe(Math.Log(150), 0);
        Assert.Equal(Verdict.Inconclusive, shared.Verdict);
        Assert.Equal(2 / 151.0, shared.Judge().PValue, 1e-12);

        shared.Observe(0, Math.Log(200));
        Assert.Equal(Verdict.Fail, shared.Verdict);
        Assert.StartsWith("Green is worse than blue, most of all in latency;", shared.Judge().Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Highest_values_at_different_times_do_not_add_up()
    {
        var shared = new SharedFalseAlarms(Percentage.Of(1), ["errors", "latency"]);
        shared.Observe(Math.Log(150), 0);
        shared.Observe(0, Math.Log(150));

        Assert.Equal(Verdict.Inconclusive, shared.Verdict);
    }

    [Fact]
    public void Several_tests_of_one_rollout_are_wrong_no_more_often_than_stated()
    {
        const int Runs = 1_000;
        var (alone, together) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            var draws = new Draws(run);
            var shared = new SharedFalseAlarms(Percentage.Of(5), ["a", "b", "c", "d"]);
            ErrorComparison[] tests = [.. Enumerable.Range(0, 4).Select(_ => new ErrorComparison(new() { FalseAlarms = Percentage.Of(5), Certify = null }))];
            for (var t = 0; t < 300; t++)
            {
                Array.ForEach(tests, test => test.Observe(draws.Window(t, 1, 50, 0.1, 0.02, 0.02)));
                shared.Observe(tests[0].LogEvidence, tests[1].LogEvidence, tests[2].LogEvidence, tests[3].LogEvidence);
            }

            together += shared.Verdict == Verdict.Fail ? 1 : 0;
            alone += tests.Any(test => test.Verdict == Verdict.Fail) ? 1 : 0;
        }

        Assert.InRange(together / (double)Runs, 0, Bound.Of(0.05, Runs));
        Assert.True(alone > together, $"{alone} alone, {together} together");
    }

    [Fact]
    public void Goes_on_from_a_checkpoint_and_refuses_other_tests()
    {
        var shared = new SharedFalseAlarms(Percentage.Of(1), ["errors", "latency"]);
        shared.Observe(3, 4);

        Assert.Equal(shared.State, new SharedFalseAlarms(Percentage.Of(1), ["errors", "latency"], Json.Copy(shared.State)).State);
        Assert.Throws<ArgumentException>(() => new SharedFalseAlarms(Percentage.Of(1), ["errors"], shared.State));
        Assert.Throws<ArgumentException>(() => shared.Observe(1));
        Assert.Throws<ArgumentException>(() => new SharedFalseAlarms(Percentage.Of(1), []));
    }
}
