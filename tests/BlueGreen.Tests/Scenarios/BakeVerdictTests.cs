using BlueGreen.Events;
using BlueGreen.Testing;

namespace BlueGreen.Tests.Scenarios;

/// <summary>What the bakes of the standard course require of green, and how they compare it with blue.</summary>
public sealed class BakeVerdictTests
{
    [Theory]
    [InlineData(100, 0, 10.1)]
    [InlineData(5, 0, 20.1)]
    [InlineData(1.1, 120, 130.1)]
    public async Task Errors_at_10_percent_fail_as_soon_as_they_are_beyond_chance_and_at_the_end_at_the_latest(double percent, double from, double to)
    {
        var result = await new VirtualWorld().Requests(200).Green(errors: Percentage.Of(percent)).Run();

        Runs.RolledBack(result);
        Assert.Contains("requires error_rate < 1%", result.Reason, StringComparison.Ordinal);
        Assert.InRange(result.At<StepFailed>() - result.At<StepStarted>(step => step.Step == "bake at 10%"), from, to);
    }

    [Fact]
    public async Task Nothing_is_judged_by_fewer_than_100_requests()
    {
        var result = await new VirtualWorld().Requests(25).Green(errors: Percentage.Of(50)).Run();

        Runs.RolledBack(result);
        Assert.InRange(result.At<StepFailed>() - result.At<StepStarted>(step => step.Step == "bake at 10%"), 40, 50.1);
    }

    [Fact]
    public async Task Just_under_a_percent_passes() =>
        Runs.Succeeded(await Like(errors: 0.9).Green(errors: Percentage.Of(0.9)).Run());

    [Fact]
    public Task Times_20_percent_longer_are_a_regression() =>
        Regresses(Like().Green(responseTime: TimeSpan.FromMilliseconds(150)), "response_time > 1.2x", "green 150 ms, blue 120 ms (+25%)");

    [Fact]
    public Task Twice_the_errors_are_a_regression() =>
        Regresses(Like(errors: 0.2).Green(errors: Percentage.Of(0.5)), "error_rate > 2x", "green 0.5%, blue 0.2% (+150%)");

    [Fact]
    public Task A_third_more_memory_is_a_regression() =>
        Regresses(Like().Green(memory: Percentage.Of(54)), "memory_usage > 1.3x", "green 54%, blue 40% (+35%)");

    [Fact]
    public Task A_quarter_less_throughput_is_a_regression() =>
        Regresses(Losing(0.25), "throughput < 0.8x", "green 3000/s, blue 4000/s (-25%)");

    [Fact]
    public async Task What_is_just_within_passes()
    {
        Runs.Succeeded(await Like().Green(responseTime: TimeSpan.FromMilliseconds(143)).Run());
        Runs.Succeeded(await Like(errors: 0.4).Green(errors: Percentage.Of(0.78)).Run());
        Runs.Succeeded(await Like().Green(memory: Percentage.Of(51)).Run());
        Runs.Succeeded(await Losing(0.15).Run());
    }

    [Fact]
    public async Task Blue_that_is_as_bad_makes_no_regression() =>
        Runs.Succeeded(await Like()
            .Blue(Percentage.Of(0.8), 1.9.Seconds(), Percentage.Of(88)).Green(Percentage.Of(0.8), 1.9.Seconds(), Percentage.Of(88)).Run());

    private static async Task Regresses(VirtualWorld world, string rule, string numbers)
    {
        var result = await world.Run();

        Assert.True(Runs.RolledBack(result).Strategy.IsImmediate);
        var failed = result.Only<StepFailed>();
        Assert.Equal("bake at 50%", failed.Step);
        var finding = Assert.Single(failed.Report.Findings, finding => !finding.Passed && finding.Name.StartsWith("green", StringComparison.Ordinal));
        Assert.Equal(($"green against blue, {rule}", numbers), (finding.Name, finding.Detail));
        Assert.Contains(numbers, result.Reason, StringComparison.Ordinal);
    }

    private static VirtualWorld Like(double errors = 0.1) =>
        new VirtualWorld().Requests(4000).Blue(errors: Percentage.Of(errors)).Green(errors: Percentage.Of(errors));

    /// <summary>Green loses a part of its requests, every second anew.</summary>
    private static VirtualWorld Losing(double part)
    {
        var world = Like();
        for (var second = 0; second < 400; second++)
        {
            world.Green(silent: true, from: (second + 0.5).Seconds()).Green(silent: false, from: (second + 0.5 + part).Seconds());
        }

        return world;
    }
}
