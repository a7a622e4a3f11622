using BlueGreen.Analysis;
using BlueGreen.Benchmarks.Judging;
using Microsoft.Extensions.Time.Testing;

namespace BlueGreen.Tests.Analysis;

/// <summary>Blue compared with itself by what a metrics source measures.</summary>
public sealed class SelfComparisonObservingTests
{
    private readonly FakeTimeProvider _clock = new(Draws.Start);
    private readonly SelfComparison _comparison = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Halves_that_differ_by_chance_alone_are_compared_by_counts_after_half_an_hour()
    {
        var source = new HalvesOfBlue(_clock, _ => (0.01, 0.01));

        Assert.Equal(ComparisonMode.Conditional, await ObserveAsync(source));
        Assert.Equal(30 * 12 + 1, source.Readings);
        Assert.Equal(Verdict.Pass, _comparison.Judge().Verdict);
    }

    [Fact]
    public async Task Halves_with_bursts_of_their_own_are_compared_by_signs_as_soon_as_that_is_seen()
    {
        var source = new HalvesOfBlue(_clock, sampler => (Burst(sampler), Burst(sampler)));

        Assert.Equal(ComparisonMode.Robust, await ObserveAsync(source));
        Assert.InRange(source.Readings, 2, 359);

        static double Burst(Sampler sampler) => sampler.Uniform() < 0.02 ? 0.3 : 0.01;
    }

    [Fact]
    public async Task What_a_source_could_not_answer_is_missing()
    {
        var source = new HalvesOfBlue(_clock, _ => (0.01, 0.01)) { Refused = 100 };

        Assert.Equal(ComparisonMode.Conditional, await ObserveAsync(source));
        Assert.Equal(100 + 30 * 12 + 1, source.Readings);
    }

    [Fact]
    public async Task A_source_without_counts_is_no_use() => Assert.Equal(
        "halves has no counts of error_rate for 'a'. Take a source that counts requests and errors, and halves that it knows.",
        (await Assert.ThrowsAsync<ProviderException>(() => ObserveAsync(new(_clock, _ => (0.01, 0.01)) { Counts = false }))).Message);

    [Fact]
    public async Task One_half_is_none() => Assert.StartsWith(
        "Both halves are 'a'. Name two, each with instances of its own.",
        (await Assert.ThrowsAsync<ArgumentException>(() => _comparison.ObserveAsync(new HalvesOfBlue(_clock, _ => default), new("a"), new("a"), clock: _clock, cancellationToken: Token))).Message,
        StringComparison.Ordinal);

    private Task<ComparisonMode> ObserveAsync(HalvesOfBlue source) => _comparison.ObserveAsync(source, new("a"), new("b"), clock: _clock, cancellationToken: Token);
}
