using BlueGreen.Analysis;
using CsCheck;

namespace BlueGreen.Tests.Analysis;

public sealed class EvidenceProcessTests
{
    private static readonly double[] Odds = [2, 10];
    private static readonly TimeSpan Horizon = TimeSpan.FromSeconds(3);

    [Fact]
    public void Its_expectation_is_1_over_all_courses_of_three_windows() => Gen.Select(Gen.Int[1, 6], Gen.Int[1, 6], Gen.Int[1, 4]).Array[3].Sample(windows =>
        Math.Abs(Expect(new(Odds.Length, EvidenceProcess.OnsetShare), windows, 0) - 1) < 1e-9);

    [Fact]
    public void It_is_what_the_definition_sums()
    {
        var draws = new Draws(7);
        var process = new EvidenceProcess(1, EvidenceProcess.OnsetShare);
        var ratios = new List<double>();
        var weights = new List<double>();
        var spent = 0.0;
        for (var t = 1; t <= 50; t++)
        {
            var ratio = draws.Uniform() * 2.2;
            process.Spend(TimeSpan.FromSeconds(t), Horizon);
            process.Multiply([Math.Log(ratio)]);
            var share = 0.5 * t / (t + 3.0);
            (ratios, weights, spent) = ([.. ratios, ratio], [.. weights, share - spent], share);
        }

        var onsets = weights.Select((weight, from) => weight * ratios.Skip(from).Aggregate(1.0, (a, b) => a * b)).Sum();
        var expected = (0.5 * ratios.Aggregate(1.0, (a, b) => a * b)) + onsets + 0.5 - spent;
        Assert.Equal(Math.Log(expected), process.Current, 1e-12);
    }

    [Fact]
    public void Quiet_windows_change_nothing_and_lose_no_prior()
    {
        var (asked, quiet) = (new EvidenceProcess(2, 0.5), new EvidenceProcess(2, 0.5));
        for (var t = 1; t <= 9; t++)
        {
            asked.Spend(TimeSpan.FromSeconds(t), Horizon);
            asked.Multiply([0, 0]);
            Assert.Equal(0, asked.Current, 1e-12);
        }

        quiet.Spend(TimeSpan.FromSeconds(9), Horizon);
        asked.Multiply([1, 2]);
        quiet.Multiply([1, 2]);

        Assert.Equal(asked.Current, quiet.Current, 1e-12);
    }

    [Fact]
    public void Much_evidence_against_an_alternative_does_not_silence_a_later_onset()
    {
        var process = new EvidenceProcess(1, EvidenceProcess.OnsetShare);
        for (var t = 1; t <= 3000; t++)
        {
            process.Spend(TimeSpan.FromSeconds(t), TimeSpan.FromMinutes(30));
            process.Multiply([-1]);
        }

        process.Spend(TimeSpan.FromSeconds(3001), TimeSpan.FromMinutes(30));
        process.Multiply([20]);

        Assert.InRange(process.Current, Math.Log(100), 20);
    }

    /// <summary>Sums over all divisions of the errors of the windows that are left.</summary>
    private static double Expect(EvidenceProcess process, (int Blue, int Green, int Errors)[] windows, int next)
    {
        if (next == windows.Length)
        {
            return Math.Exp(process.Current);
        }

        var (blue, green, errors) = windows[next];
        errors = Math.Min(errors, blue + green);
        var expectation = 0.0;
        for (var g = Math.Max(0, errors - blue); g <= Math.Min(green, errors); g++)
        {
            var copy = new EvidenceProcess(Odds.Length, EvidenceProcess.OnsetShare, process.State);
            var ratios = new double[Odds.Length];
            ConditionalOdds.LogRatios(Draws.At(0, 1, new(blue, errors - g), new(green, g)), 1, Odds, above: true, ratios);
            copy.Spend(TimeSpan.FromSeconds(next + 1), Horizon);
            copy.Multiply(ratios);
            expectation += Math.Exp(LogChoose(green, g) + LogChoose(blue, errors - g) - LogChoose(blue + green, errors)) * Expect(copy, windows, next + 1);
        }

        return expectation;
    }

    private static double LogChoose(int n, int k) => LogSpace.Gamma(n + 1) - LogSpace.Gamma(k + 1) - LogSpace.Gamma(n - k + 1);
}
