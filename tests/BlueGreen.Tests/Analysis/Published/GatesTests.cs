using BlueGreen.Benchmarks.Judging;

namespace BlueGreen.Tests.Analysis.Published;

/// <summary>The benchmark's rules of other tools decide when those tools do.</summary>
public sealed class GatesTests
{
    /// <summary>Argo Rollouts aborts when more measurements failed than <c>failureLimit</c> says, so a limit of 3 takes four of them; Flagger rolls back on the check after the one that reached its threshold.</summary>
    [Theory]
    [InlineData("argo 5m", 4 * 300)]
    [InlineData("argo 1m", 60)]
    [InlineData("flagger", 6 * 60)]
    [InlineData("threshold", 120)]
    [InlineData("burn", 5)]
    public void A_release_that_always_fails_is_rolled_back(string gate, int expected) => Assert.Equal(expected, Find(gate)(Filled(t => (20, 20))));

    [Fact]
    public void Argo_needs_five_measurements_without_an_answer_in_a_row() => Assert.Equal(5 * 60, Gates.Argo(60, 3)(Filled(_ => (0, 0), measured: false)));

    [Fact]
    public void Flagger_counts_missing_data_as_failed() => Assert.Equal(6 * 60, Gates.Flagger(Filled(_ => (0, 0), measured: false)));

    [Fact]
    public void Flagger_never_forgives_a_failed_check() => Assert.Equal(10 * 60, Gates.Flagger(Filled(t => (20, t / 60 % 2 == 0 ? 20 : 0))));

    /// <summary>
    /// Tests of all counts since the start take a ramp for a fault: green gets its requests when everybody fails more often. Both versions are equal here; ours judges each second by itself.
    /// </summary>
    [Fact]
    public void Pooled_counts_find_a_fault_in_every_ramp()
    {
        var scenario = Benchmarks.Judging.Scenarios.Good.Single(s => s.Name == "ramp + drift");
        var trace = new Trace(Scenario.Seconds);
        var ours = Comparisons.Ours(new() { Certify = null });
        for (var run = 0; run < 50; run++)
        {
            scenario.Fill(trace, new(Seeds.Of(1, 2, run)), false);
            Assert.NotNull(Comparisons.NaiveZ(trace));
            Assert.NotNull(Comparisons.GrowthBook(trace));
            Assert.NotNull(Comparisons.LindonMalek(trace));
            Assert.Null(ours(trace));
        }
    }

    private static Func<Trace, int?> Find(string name) => name switch
    {
        "argo 5m" => Gates.Argo(300, 3),
        "argo 1m" => Gates.Argo(60, 0),
        "flagger" => Gates.Flagger,
        "burn" => Gates.Burn,
        _ => Gates.Threshold,
    };

    private static Trace Filled(Func<int, (long Requests, long Errors)> green, bool measured = true)
    {
        var trace = new Trace(Scenario.Seconds);
        for (var t = 0; t < trace.Seconds; t++)
        {
            var (requests, errors) = green(t);
            trace.Set(t, new RequestCounts(180, 0), new(requests, errors), measured);
        }

        return trace;
    }
}
